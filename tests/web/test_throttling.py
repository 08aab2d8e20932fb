"""Slowing down as a browser meets it: words, status, and the ways in that stay open."""

import json
from datetime import timedelta

import time_machine

from engine.database import accounts, links
from engine.services.demonstration import CODES, POSTCODE
from tests.web.client import Client, Page
from tests.web.conftest import NOON, on_both
from tests.web.site import PASSWORD, Site

SIGN_IN, ACTIVATION, RESET = "/connexion", "/demarches/activation", "/demarches/mot-de-passe"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
CHOSEN = "escargot tilleul 7"
RIGHT = {"code": CODES["msa"], "code_postal": POSTCODE, "courriel": "ines@exemple.fr",
         "mot_de_passe": CHOSEN}  # fmt: skip


def browser_at(site: Site, address: str) -> Client:
    """A browser of another network."""
    client = site.client()
    client.http.environ_base["REMOTE_ADDR"] = address
    return client


def sign_in(client: Client, typed: str = "pas le bon", person: str = "lea") -> Page:
    client.open(SIGN_IN)
    return client.send({"courriel": f"{person}@demo.test", "mot_de_passe": typed})


def activate(client: Client, **typed: str) -> Page:
    client.open(ACTIVATION)
    return client.send({**RIGHT, **typed})


def ask_reset(client: Client, email: str = "lea@demo.test") -> Page:
    client.open(RESET)
    return client.send({"courriel": email})


def link_mails(site: Site) -> int:
    return int(site.rows("SELECT count(*) FROM effect WHERE kind = 'link_mail'")[0][0])


def reset_link(site: Site) -> str:
    """What a mail would bear, to choose another password."""
    account = accounts.find(site.desk.database, "msa", "lea@demo.test")
    assert account is not None
    return links.create(site.desk.database, account.id, "reset_password", {}, NOON, HOUR)


@on_both
def test_after_five_wrong_passwords_one_waits_longer_and_longer(site: Site) -> None:
    client = site.client()
    wrong = [sign_in(client).status for _ in range(5)]

    stopped = sign_in(client, PASSWORD)
    with time_machine.travel(NOON + MINUTE, tick=False):
        sixth = sign_in(client)
        again = sign_in(client, PASSWORD)
    with time_machine.travel(NOON + 3 * MINUTE, tick=False):
        at_last = sign_in(client, PASSWORD)

    assert wrong == [422] * 5
    assert stopped.status == 429
    assert stopped.errors == [
        "Trop de tentatives. Réessayez dans 1 minute ou réinitialisez votre mot de passe."
    ]
    assert (sixth.status, again.status) == (422, 429)
    assert "2 minutes" in again.errors[0]
    assert (at_last.status, at_last.address) == (200, "/tableau-de-bord")


def test_another_network_lets_the_person_in(site: Site) -> None:
    client = site.client()
    for _ in range(6):
        sign_in(client)

    page = sign_in(browser_at(site, "198.51.100.9"), PASSWORD)

    assert page.address == "/tableau-de-bord"


def test_a_header_is_no_other_network(site: Site) -> None:
    client = site.client()
    for _ in range(5):
        sign_in(client)

    client.open(SIGN_IN)
    data = {**client.page.values, "courriel": "lea@demo.test", "mot_de_passe": PASSWORD}
    page = client.post(SIGN_IN, data, **{"X-Forwarded-For": "198.51.100.9"})

    assert page.status == 429


def test_a_reset_lets_the_person_in_at_once(site: Site) -> None:
    client = site.client()
    for _ in range(6):
        sign_in(client)

    client.open(f"/liens/{reset_link(site)}")
    client.send({"nouveau": CHOSEN})
    page = sign_in(client, CHOSEN)

    assert page.address == "/tableau-de-bord"


def test_an_account_that_is_unknown_waits_in_the_same_words(site: Site) -> None:
    known, unknown = site.client(), site.client()

    said = [
        [(page.status, page.errors) for page in (sign_in(client, "non", who) for _ in range(7))]
        for client, who in ((known, "lea"), (unknown, "personne"))
    ]

    assert said[0] == said[1]


@on_both
def test_a_code_is_tried_five_times_an_hour(site: Site) -> None:
    client = site.client()
    wrong = [activate(client, code_postal="75001").status for _ in range(5)]

    stopped = activate(client)
    elsewhere = activate(browser_at(site, "198.51.100.9"))
    with time_machine.travel(NOON + HOUR, tick=False):
        at_last = activate(client)

    assert wrong == [422] * 5
    assert (stopped.status, elsewhere.status) == (429, 429)
    assert stopped.errors == ["Trop de tentatives. Réessayez dans 60 minutes."]
    assert at_last.status == 200
    assert "Consultez vos courriels" in at_last.text


def test_a_code_is_revoked_after_ten_failures_and_the_service_is_told(site: Site) -> None:
    client = site.client()
    for hour in range(2):
        with time_machine.travel(NOON + hour * HOUR, tick=False):
            for _ in range(5):
                activate(client, code_postal="75001")

    with time_machine.travel(NOON + 2 * HOUR, tick=False):
        page = activate(client)

    mails = [json.loads(one) for (one,) in site.rows("SELECT payload FROM effect")]
    assert page.status == 422
    assert [one["name"] for one in mails] == ["code-revoque"]
    assert CODES["msa"][5:] not in str(mails)


def test_twenty_wrong_codes_an_hour_from_one_network(site: Site) -> None:
    client = site.client()
    wrong = [activate(client, code=f"ZZ{n:02}-EFGH-JKMN").status for n in range(20)]

    stopped = activate(client)
    elsewhere = activate(browser_at(site, "198.51.100.9"))

    assert wrong == [422] * 20
    assert stopped.status == 429
    assert stopped.errors == ["Trop de tentatives. Réessayez dans 15 minutes."]
    assert elsewhere.status == 200


def test_three_mails_an_hour_for_one_account_and_the_answer_stays(site: Site) -> None:
    pages = [ask_reset(browser_at(site, f"198.51.{n}.9")) for n in range(5)]
    during = link_mails(site)
    with time_machine.travel(NOON + HOUR, tick=False):
        ask_reset(site.client())

    assert {page.status for page in pages} == {200}
    assert len({page.text for page in pages}) == 1
    assert (during, link_mails(site)) == (3, 4)


def test_twenty_resets_an_hour_from_one_network(site: Site) -> None:
    client = site.client()
    asked = [ask_reset(client, f"p{n}@exemple.fr").status for n in range(20)]

    stopped = ask_reset(client, "p20@exemple.fr")

    assert asked == [200] * 20
    assert stopped.status == 429
    assert stopped.errors[0].startswith("Trop de tentatives. Réessayez dans")
