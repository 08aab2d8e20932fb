"""Signing in and out, tokens of forms, sessions that end in the middle."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from engine.accounts.lifetimes import IDLE, LONGEST
from tests.conftest import NOON
from tests.web.client import Client
from tests.web.conftest import on_both
from tests.web.depot import PDF, START, draft_of, to_files, to_hub, to_person, to_summary
from tests.web.site import PASSWORD, Site

EXPIRED = "Votre session a expiré par sécurité. Reconnectez-vous : vos réponses sont conservées."
STALE = "Votre page n'était plus à jour. Validez de nouveau."
MOT = """
procedure: mot
title: Un mot
for: [particulier]
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
steps:
  - step: mot
    title: Un mot
    fields:
      - {field: mot, type: text, label: Votre mot}
"""
LATER = NOON + IDLE + timedelta(minutes=1)


def password_of(person: str) -> dict[str, str]:
    """What a person of the demonstration types to sign in."""
    return {"courriel": f"{person}@demo.test", "mot_de_passe": PASSWORD}


def to_document(client: Client) -> None:
    """Begin a procedure that is open to anyone, up to its file."""
    client.open("/demarches/banc")
    for answers in (
        {"kind": "thesis"}, {"count": "2"}, {"title": "A thesis"},
        {"person": "p1", "reason": "It is done"},
    ):  # fmt: skip
        client.send(answers)


def cookie_of(client: Client) -> str:
    """What the browser holds."""
    cookie = client.http.get_cookie("guichet")
    return cookie.value if cookie else ""


def test_a_procedure_for_some_asks_who_one_is_then_goes_there(nobody: Client) -> None:
    page = nobody.open(START)
    after = nobody.send(password_of("paul"))

    assert page.status == 401
    assert page.heading.startswith("Connexion à ")
    assert after.address == START


def test_signing_in_gives_another_cookie_that_scripts_cannot_read(site: Site) -> None:
    client = site.client()
    client.open("/connexion")
    before = cookie_of(client)
    page = client.page

    response = client.http.post("/connexion", data={**page.values, **password_of("lea")})
    (cookie,) = response.headers.get_all("Set-Cookie")

    assert cookie_of(client) != before
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_over_https_the_cookie_is_bound_to_the_host(open_site: Callable[..., Site]) -> None:
    site = open_site(PUBLIC_URL="https://localhost")

    response = site.app.test_client().get("/connexion")

    (cookie,) = response.headers.get_all("Set-Cookie")
    assert cookie.startswith("__Host-guichet=a.")
    assert "Secure" in cookie
    assert response.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_a_cookie_that_somebody_chose_is_not_taken(site: Site, nobody: Client) -> None:
    for value in ("a.court", "s.inconnu", "x", "a." + "é" * 40, "s." + "\x00"):
        nobody.http.set_cookie("guichet", value)
        assert nobody.open("/").status == 200
    nobody.http.set_cookie("guichet", "s.inconnu")

    assert nobody.open(START).status == 401


def test_signing_out_ends_the_session_and_empties_caches(site: Site, lea: Client) -> None:
    stolen = cookie_of(lea)
    token = lea.open("/mes-envois").tree.xpath("//form[@action='/deconnexion']//@value")[0]

    response = lea.http.post("/deconnexion", data={"_csrf": token})
    lea.http.set_cookie("guichet", stolen)

    assert response.status_code == 303
    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert site.count("session") == 0
    assert lea.open(START).status == 401


@on_both
def test_what_was_begun_without_account_becomes_the_accounts(site: Site, nobody: Client) -> None:
    to_document(nobody)
    nobody.send(files={"document": [PDF]})

    nobody.sign_in("lea")
    nobody.open("/mes-envois")
    page = nobody.follow("Reprendre mon envoi – Deposit wizard")
    receipt = nobody.send({"attest": "oui"})

    assert page.heading == "I attest that the information given is accurate."
    assert receipt.address.startswith("/accuses/")
    for table in ("draft", "upload", "submission"):
        ((owner,),) = site.rows(f"SELECT owner FROM {table}")
        assert owner.startswith("msa/account:")


@on_both
def test_what_was_sent_without_account_is_among_the_submissions_of_the_account(
    site: Site, nobody: Client
) -> None:
    to_document(nobody)
    nobody.send(files={"document": [PDF]})
    receipt = nobody.send({"attest": "oui"})

    nobody.sign_in("lea")
    again = nobody.open(receipt.address)
    pdf = nobody.http.get(f"{receipt.address}.pdf")

    assert (again.status, pdf.status_code) == (200, 200)
    assert again.text.count("carte.pdf") == receipt.text.count("carte.pdf")


@on_both
def test_nothing_of_somebody_else_is_taken_when_one_signs_in(site: Site, lea: Client) -> None:
    other, later = site.client(), site.client()
    for client in (other, lea):
        to_document(client)
    before = site.rows("SELECT key, owner FROM draft ORDER BY key")

    lea.sign_in("paul")
    later.sign_in("paul")

    assert site.rows("SELECT key, owner FROM draft ORDER BY key") == before
    assert "Deposit wizard" not in lea.open("/mes-envois").text
    assert "Deposit wizard" not in later.open("/mes-envois").text
    assert "Deposit wizard" in other.open("/mes-envois").text


def test_who_follows_a_link_to_a_draft_of_an_account_signs_in_first(
    site: Site, lea: Client
) -> None:
    lea.open("/demarches/banc")
    lea.send({"kind": "thesis"})
    ((key,),) = site.rows("SELECT key FROM draft")
    again = site.client()

    asked = again.open(f"/demarches/banc/~{key}")
    after = again.send(password_of("lea"))

    assert asked.status == 401
    assert after.address == f"/demarches/banc/~{key}/count"


def test_somebody_who_is_not_a_person_of_the_demonstration_is_not_found(nobody: Client) -> None:
    answer = nobody.forge("/_personnes", {"personne": "inconnu"})

    assert answer.status == 404


def test_without_development_nobody_can_be_chosen(open_site: Callable[..., Site]) -> None:
    site = open_site(DEVELOPMENT="no")
    client = site.client()

    found = [client.open(one).status for one in ("/_personnes", "/_mails", "/_pieces")]

    assert found == [404, 404, 404]


@pytest.mark.parametrize(
    "address",
    [
        "https://ailleurs.test/", "//ailleurs.test", "/\\ailleurs.test", "/\t/ailleurs.test",
        "javascript:alert(1)", "ailleurs.test", "", "//[",
        "/\r\nSet-Cookie: a=b", "/\x00", "///a.test",
    ],
)  # fmt: skip
def test_one_is_never_led_to_another_site(nobody: Client, address: str) -> None:
    page = nobody.ask("GET", "/connexion", query_string={"suite": address})
    asked = {"query_string": {"suite": address}, "data": {**page.values, **password_of("lea")}}

    response = nobody.http.post("/connexion", **asked)

    assert page.form.get("action") == "/connexion"
    assert response.headers["Location"] == "/tableau-de-bord"


@on_both
def test_a_session_that_ends_in_the_middle_loses_nothing(site: Site, lea: Client) -> None:
    to_hub(lea)
    page = to_person(lea)
    typed = {"personne": "p2", "commentaire": "Une longue\nexplication « à garder »"}

    with time_machine.travel(LATER, tick=False):
        asked = lea.send(typed)
        after = lea.send(password_of("lea"))

        assert asked.status == 401
        assert EXPIRED in asked.text
        assert after.address == page.address
        assert after.value("personne") == "p2"
        assert (after.value("commentaire") or "").replace("\r", "") == typed["commentaire"]
        assert lea.send().heading == "Ajoutez les pages de ce document"


def test_a_session_that_ends_at_the_first_step_loses_nothing(
    forms: Path, open_site: Callable[..., Site]
) -> None:
    (forms / "procedures" / "mot.yaml").write_text(MOT)
    lea = open_site().client("lea")
    lea.open("/demarches/mot")

    with time_machine.travel(LATER, tick=False):
        asked = lea.send({"mot": "Long à écrire"})
        after = lea.send(password_of("lea"))
        sent = lea.send()

    assert EXPIRED in asked.text
    assert after.value("mot") == "Long à écrire"
    assert sent.heading == "Vérifiez vos réponses"


def test_a_session_that_ends_at_the_summary_sends_nothing(site: Site, lea: Client) -> None:
    summary = to_summary(lea)

    with time_machine.travel(LATER, tick=False):
        asked = lea.send({"conformite": "oui"}, action="transmettre")
        after = lea.send(password_of("lea"))

    assert asked.status == 401
    assert after.address == summary.address
    assert site.count("submission") == 0


def test_files_received_before_a_session_ended_are_there_after(lea: Client) -> None:
    to_hub(lea)
    page = to_files(lea)
    lea.press("ajouter", {"pages": [PDF]})

    with time_machine.travel(LATER, tick=False):
        lea.press("ajouter", {"pages": [PDF]})
        after = lea.send(password_of("lea"))

    assert after.address == page.address
    assert "carte.pdf" in after.text


def test_what_was_typed_never_goes_to_another_person_who_signs_in(site: Site, lea: Client) -> None:
    paul = site.client("paul")
    to_hub(paul)
    to_person(paul)
    to_hub(lea)
    to_person(lea)

    with time_machine.travel(LATER, tick=False):
        lea.send({"personne": "p2", "commentaire": "Très personnel"})
        lea.send(password_of("paul"))
        assert "Très personnel" not in lea.page.html
        kept = site.rows("SELECT typed FROM draft")

    assert all("personnel" not in str(one) for one in kept)


def test_a_list_asked_for_after_a_session_ended_asks_to_sign_in(lea: Client) -> None:
    to_hub(lea)

    with time_machine.travel(LATER, tick=False):
        page = lea.open("/mes-envois")
        after = lea.send(password_of("lea"))

    assert page.status == 401
    assert after.heading == "Mes envois"


def test_a_session_lasts_as_long_as_one_comes_back(lea: Client) -> None:
    for minutes in range(0, 12 * 60, 25):
        with time_machine.travel(NOON + timedelta(minutes=minutes), tick=False):
            assert lea.open(START).status == 200


def test_a_session_ends_after_half_a_day_whatever_one_does(lea: Client) -> None:
    for minutes in range(0, 12 * 60, 25):
        with time_machine.travel(NOON + timedelta(minutes=minutes), tick=False):
            lea.open(START)

    with time_machine.travel(NOON + LONGEST + timedelta(seconds=1), tick=False):
        assert lea.open(START).status == 401


@on_both
@pytest.mark.parametrize("token", ["", "faux", "A" * 44, "é", None])
def test_a_step_without_its_token_is_shown_again_with_what_was_typed(
    site: Site, lea: Client, token: str | None
) -> None:
    to_hub(lea)
    page = to_person(lea)
    before = site.rows("SELECT answers, typed, revision FROM draft")
    data = {**page.values, "personne": "p1", "commentaire": "Gardez ceci"}
    data.pop("_csrf")

    again = lea.post(page.address, data if token is None else {**data, "_csrf": token})

    assert again.status == 422
    assert again.errors == [STALE]
    assert again.value("commentaire") == "Gardez ceci"
    assert again.value("personne") == "p1"
    assert site.rows("SELECT answers, typed, revision FROM draft") == before
    assert lea.send().heading == "Ajoutez les pages de ce document"


def test_the_first_step_without_its_token_begins_nothing(site: Site, lea: Client) -> None:
    lea.open(START)

    page = lea.post(START, {"envoi": "autres"})

    assert page.errors == [STALE]
    assert site.count("draft") == 0


def test_a_summary_without_its_token_sends_nothing(site: Site, lea: Client) -> None:
    summary = to_summary(lea)

    page = lea.post(summary.address, {**summary.values, "_csrf": "x", "conformite": "oui"})

    assert page.status == 422
    assert page.errors == [STALE]
    assert site.count("submission") == 0


def test_a_hub_without_its_token_adds_nothing(lea: Client) -> None:
    hub = to_hub(lea)

    page = lea.post(hub.address, {"_action": "ajouter"})

    assert page.status == 422
    assert STALE in page.text
    assert lea.open(hub.address).heading == "Vous voulez transmettre 1 document"


@pytest.mark.parametrize("order", ["-/abandonner", "-/retirer/documents/1"])
def test_an_end_without_its_token_asks_again(site: Site, lea: Client, order: str) -> None:
    to_hub(lea, 2)

    page = lea.post(f"{draft_of(lea)}/{order}", {"_action": "confirmer"})

    assert page.status == 422
    assert STALE in page.text
    assert site.count("draft") == 1


@pytest.mark.parametrize("address", ["/_personnes", "/deconnexion"])
def test_signing_out_without_a_token_is_refused(nobody: Client, address: str) -> None:
    page = nobody.post(address, {"personne": "lea"})

    assert page.status == 422
    assert page.heading == "Votre page n'était plus à jour"


def test_signing_in_without_a_token_asks_again(nobody: Client) -> None:
    page = nobody.post("/connexion", password_of("lea"))

    assert page.status == 422
    assert page.errors == [STALE]
    assert page.value("courriel") == "lea@demo.test"
    assert PASSWORD not in page.html


def test_the_token_of_another_browser_is_not_taken(site: Site, lea: Client, paul: Client) -> None:
    lea.open(START)
    paul.open(START)

    page = paul.post(START, {"envoi": "autres", "_csrf": lea.page.value("_csrf") or ""})

    assert page.errors == [STALE]


def test_each_page_masks_its_token_anew(lea: Client) -> None:
    tokens = {lea.open(START).value("_csrf") for _ in range(3)}

    assert len(tokens) == 3
