"""A lost second factor: recovery codes, the operator who takes it away, sessions that they end."""

from datetime import timedelta

import pytest
import time_machine

from tests.web.client import Client, Page
from tests.web.conftest import NOON, on_both
from tests.web.site import Site
from tests.web.test_second_factor import CODE, HOME, MINE, code_of, key_of, set_up, sign_in

DESK = "/bureau/comptes"
LATER = NOON + timedelta(seconds=30)


def codes_of(client: Client) -> list[str]:
    """Make recovery codes; gives those that are shown."""
    page = client.forge("/mon-compte/codes-de-secours")
    return [str(one) for one in page.tree.xpath("//ul[@class='codes']//code/text()")]


def recover(client: Client, code: str) -> Page:
    """Type a recovery code after the password."""
    return client.forge("/connexion/secours", {"secours": code, "suite": HOME})


def of_account(site: Site, email: str) -> str:
    """The address of the page of an account, for the operator."""
    sql = "SELECT id FROM account WHERE site = 'msa' AND email = ?"
    ((account,),) = site.rows(sql, email)
    return f"{DESK}/{account}"


def mails(site: Site) -> list[str]:
    """What changes of access are told by mail."""
    rows = site.rows("SELECT payload FROM effect WHERE kind = 'mail' ORDER BY created_at, id")
    return [row for (row,) in rows if "acces-modifie" in row]


@on_both
def test_a_recovery_code_opens_once_in_place_of_a_lost_telephone(site: Site) -> None:
    lea = site.client("lea")
    set_up(lea)
    code, *others = codes_of(lea)

    first = sign_in(site, "lea")
    page = recover(first, code.lower().replace("-", " "))
    again = sign_in(site, "lea")

    assert len(others) == 7
    assert page.address == HOME
    assert again.page.address == HOME
    assert first.open(MINE).heading == "Protéger votre compte par un code"
    assert site.count("recovery") == 0


def test_codes_are_shown_once_and_hashed(site: Site) -> None:
    lea = site.client("lea")
    set_up(lea)
    codes = codes_of(lea)

    shown = lea.open(MINE).text
    kept = str(site.rows("SELECT * FROM recovery"))

    assert "8 codes de secours" in shown
    assert not any(code in shown or code[5:].replace("-", "") in kept for code in codes)
    assert "argon2id" in kept


def test_codes_made_anew_take_the_place_of_those_of_before(site: Site) -> None:
    lea = site.client("lea")
    set_up(lea)
    (before, *_rest), (after, *_others) = codes_of(lea), codes_of(lea)
    client = sign_in(site, "lea")

    refused = recover(client, before)
    taken = recover(client, after)

    assert refused.status == 422
    assert refused.errors == ["Ce code de secours est faux, ou a déjà servi."]
    assert taken.address == HOME


@pytest.mark.parametrize("typed", ["", "ABCD-EFGH-JKMN", "x" * 5000, "\0"])
def test_what_is_no_recovery_code_opens_nothing(site: Site, typed: str) -> None:
    lea = site.client("lea")
    set_up(lea)
    codes_of(lea)
    client = sign_in(site, "lea")

    page = recover(client, typed)

    assert page.status == 422
    assert client.http.get(HOME).status_code == 401


def test_recovery_codes_of_another_account_open_nothing(site: Site) -> None:
    lea, paul = site.client("lea"), site.client("paul")
    set_up(lea)
    set_up(paul)
    code, *_rest = codes_of(paul)

    page = recover(sign_in(site, "lea"), code)

    assert page.status == 422


def test_wrong_recovery_codes_count_with_those_of_the_telephone(site: Site) -> None:
    lea = site.client("lea")
    set_up(lea)
    code, *_rest = codes_of(lea)
    client = sign_in(site, "lea")

    statuses = [recover(client, "ABCD-EFGH-JKMN").status for _ in range(5)]
    stopped = recover(client, code)

    assert statuses == [422] * 5
    assert stopped.status == 429


def test_whoever_has_a_role_sets_another_one_up_before_anything_opens(site: Site) -> None:
    agent = site.client("agent")
    set_up(agent)
    code, *_rest = codes_of(agent)
    client = sign_in(site, "agent")

    page = recover(client, code)
    closed = client.http.get("/bureau").status_code
    key = key_of(client.open(CODE))
    with time_machine.travel(LATER, tick=False):
        opened = client.send({"code": code_of(key, LATER)}, action=None)

    assert page.heading == "Protéger votre compte par un code"
    assert closed == 401
    assert opened.address == HOME


def test_codes_are_made_for_a_second_factor_only_and_after_a_fresh_proof(site: Site) -> None:
    lea = site.client("lea")
    without = lea.forge("/mon-compte/codes-de-secours")
    set_up(lea)

    with time_machine.travel(NOON + timedelta(minutes=20), tick=False):
        late = lea.forge("/mon-compte/codes-de-secours")

    assert (without.status, late.status) == (403, 401)
    assert site.count("recovery") == 0


def test_each_change_of_the_second_factor_is_told_by_mail(site: Site) -> None:
    lea = site.client("lea")
    key = set_up(lea)
    code, *_rest = codes_of(lea)
    recover(sign_in(site, "lea"), code)
    key = set_up(lea)
    with time_machine.travel(LATER, tick=False):
        lea.open(MINE)
        lea.send({"code": code_of(key, LATER)}, action="retirer")

    told = mails(site)

    for words in ("désormais demandé", "codes de secours ont été créés", "secours a servi",
                  "Aucun code n'est plus demandé"):  # fmt: skip
        assert any(words.replace(" ", " ") in one for one in told), words


@on_both
def test_an_operator_takes_a_second_factor_away_and_it_is_kept_why(site: Site) -> None:
    set_up(site.client("lea"))
    admin = site.client("admin")
    address = of_account(site, "lea@demo.test")
    admin.open(DESK)
    admin.send({"recherche": "léa"}, action=None)
    found = admin.page.links()
    admin.open(address)

    checked = {"verification": "rappel", "constat": "Rappelée au fixe connu"}
    page = admin.forge(f"{address}/double-authentification", checked)

    assert any("Léa" in one for one in found)
    assert page.status == 200
    assert "Rappelée au fixe connu" in page.text
    assert sign_in(site, "lea").page.address == HOME
    ((details,),) = site.rows("SELECT details FROM event WHERE kind = 'second_factor_reset'")
    assert '"how":"rappel"' in details
    assert '"by"' in details
    assert any("Le service a retiré" in one for one in mails(site))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Dites comment vous vous êtes assuré"),
        ({"verification": "rien", "constat": "x"}, "Dites comment vous vous êtes assuré"),
        ({"verification": "piece", "constat": "  "}, "Dites ce que vous avez vu"),
    ],
)
def test_nothing_is_taken_away_before_it_is_said_how_one_made_sure(
    site: Site, given: dict[str, str], said: str
) -> None:
    set_up(site.client("lea"))
    admin = site.client("admin")
    address = of_account(site, "lea@demo.test")

    page = admin.forge(f"{address}/double-authentification", given)

    assert page.status == 422
    assert said in page.errors[0]
    assert site.rows("SELECT count(*) FROM account WHERE totp_confirmed_at IS NOT NULL") == [(1,)]


def test_no_operator_takes_away_their_own(site: Site) -> None:
    admin = site.client("admin")
    set_up(admin)
    address = of_account(site, "admin@demo.test")

    checked = {"verification": "piece", "constat": "moi"}
    page = admin.forge(f"{address}/double-authentification", checked)

    assert page.status == 403
    assert "Retirer le code de cette personne" not in admin.open(address).html


@on_both
def test_an_operator_ends_the_sessions_of_an_account_and_it_is_kept_why(site: Site) -> None:
    lea, other = site.client("lea"), site.client("lea")
    admin, paul = site.client("admin"), site.client("paul")
    address = of_account(site, "lea@demo.test")

    blank = admin.forge(f"{address}/sessions", {"motif": " "})
    page = admin.forge(f"{address}/sessions", {"motif": "Téléphone volé, par téléphone"})

    assert blank.status == 422
    assert "Téléphone volé, par téléphone" in page.text
    assert [one.http.get(HOME).status_code for one in (lea, other)] == [401, 401]
    assert paul.http.get(HOME).status_code == 200
    assert any("déconnecté partout" in one for one in mails(site))


def test_what_an_operator_does_needs_a_fresh_proof(site: Site) -> None:
    site.client("lea")
    admin = site.client("admin")
    address = of_account(site, "lea@demo.test")

    with time_machine.travel(NOON + timedelta(minutes=20), tick=False):
        page = admin.forge(f"{address}/sessions", {"motif": "Volé"})

    assert page.status == 401
    assert site.rows("SELECT count(*) FROM event WHERE kind = 'sessions_ended_by_service'") == [
        (0,)
    ]


@pytest.mark.parametrize("asked", ["", "%", "_", "personne", "\0", "é" * 300])
def test_a_search_finds_what_holds_the_text_alone(site: Site, asked: str) -> None:
    admin = site.client("admin")
    admin.open(DESK)

    page = admin.forge(DESK, {"recherche": asked})

    assert page.status == 200
    assert "lea@demo.test" not in page.text
