"""The pages of the second factor: set it up, give its code, take it away; who must have one."""

from datetime import datetime, timedelta

import pyotp
import pytest
import time_machine

from engine.database import accounts, links
from tests.web.client import Client, Page
from tests.web.conftest import NOON, on_both
from tests.web.site import PASSWORD, Site

SIGN_IN, CODE = "/connexion", "/connexion/code"
MINE, HOME = "/mon-compte/double-authentification", "/tableau-de-bord"
STEP, QUARTER = timedelta(seconds=30), timedelta(minutes=15)
LATER = NOON + STEP


def sign_in(site: Site, person: str) -> Client:
    """A browser in which the password was given."""
    client = site.client()
    client.open(SIGN_IN)
    client.send({"courriel": f"{person}@demo.test", "mot_de_passe": PASSWORD})
    return client


def key_of(page: Page) -> str:
    """The key that the page shows."""
    (shown,) = page.tree.xpath("//main//code/text()")
    return str(shown).replace(" ", "")


def code_of(key: str, at: datetime) -> str:
    return pyotp.TOTP(key).at(at)


def wrong_code(key: str, at: datetime) -> str:
    """Six digits that are right at no time near this one."""
    near = {code_of(key, at + STEP * around) for around in range(-3, 4)}
    return next(code for code in ("000000", *map(str, range(100000, 100009))) if code not in near)


def give(client: Client, code: str) -> Page:
    return client.send({"code": code}, action=None)


def set_up(client: Client) -> str:
    """Set the second factor up at noon, from the page of one's account; gives the key."""
    key = key_of(client.open(MINE))
    give(client, code_of(key, NOON))
    return key


@on_both
@pytest.mark.parametrize("person", ["agent", "auteur", "admin"])
def test_a_role_opens_nothing_before_a_second_factor_is_set_up(site: Site, person: str) -> None:
    client = sign_in(site, person)
    key = key_of(client.page)
    closed = [client.http.get(one).status_code for one in (HOME, "/bureau", "/mon-compte")]

    client.open(CODE)
    page = give(client, code_of(key, NOON))

    assert closed == [401, 401, 401]
    assert (page.status, page.address) == (200, HOME)


def test_the_code_is_asked_for_after_the_password_and_the_key_is_shown_no_more(
    site: Site,
) -> None:
    key = set_up(site.client("lea"))

    with time_machine.travel(LATER, tick=False):
        client = sign_in(site, "lea")
        asked = client.page
        closed = client.http.get(HOME).status_code
        client.open(CODE)
        page = give(client, code_of(key, LATER))

    assert asked.heading == "Code de votre application"
    assert key not in asked.html.replace(" ", "")
    assert closed == 401
    assert (page.status, page.address) == (200, HOME)


def test_a_code_serves_once(site: Site) -> None:
    key = set_up(site.client("lea"))
    client = sign_in(site, "lea")
    client.open(CODE)

    page = give(client, code_of(key, NOON))

    assert page.status == 422
    assert page.errors[0].startswith("Ce code est faux, ou a déjà servi.")
    assert client.http.get(HOME).status_code == 401


def test_a_reset_does_not_go_around_the_second_factor(site: Site) -> None:
    set_up(site.client("lea"))
    account = accounts.find(site.desk.database, "msa", "lea@demo.test")
    assert account is not None
    token = links.create(site.desk.database, account.id, "reset_password", {}, NOON, QUARTER)

    client = site.client()
    client.open(f"/liens/{token}")
    client.send({"nouveau": "escargot tilleul 7"})
    client.open(SIGN_IN)
    client.send({"courriel": "lea@demo.test", "mot_de_passe": "escargot tilleul 7"})

    assert client.page.heading == "Code de votre application"
    assert client.http.get(HOME).status_code == 401


def test_it_is_taken_away_with_a_last_code(site: Site) -> None:
    lea = site.client("lea")
    key = set_up(lea)

    lea.open(MINE)
    wrong = lea.send({"code": wrong_code(key, NOON)}, action="retirer")
    with time_machine.travel(LATER, tick=False):
        page = lea.send({"code": code_of(key, LATER)}, action="retirer")

    assert wrong.status == 422
    assert page.heading == "Protéger votre compte par un code"
    assert sign_in(site, "lea").page.address == HOME


def test_the_key_that_is_set_up_anew_is_another_one(site: Site) -> None:
    lea = site.client("lea")
    first = set_up(lea)

    with time_machine.travel(LATER, tick=False):
        lea.open(MINE)
        page = lea.send({"code": code_of(first, LATER)}, action="retirer")

    assert key_of(page) != first


def test_whoever_has_a_role_keeps_it(site: Site) -> None:
    agent = site.client("agent")
    key = set_up(agent)
    page = agent.open(MINE)
    assert page.actions() == []

    with time_machine.travel(LATER, tick=False):
        refused = agent.forge(MINE, {"_action": "retirer", "code": code_of(key, LATER)})

    assert refused.status == 403
    assert site.rows("SELECT count(*) FROM account WHERE totp_confirmed_at IS NOT NULL") == [(1,)]


@on_both
def test_after_five_wrong_codes_one_waits_a_quarter_of_an_hour(site: Site) -> None:
    key = set_up(site.client("lea"))
    client = sign_in(site, "lea")
    client.open(CODE)
    wrong = wrong_code(key, NOON)

    statuses = [give(client, wrong).status for _ in range(5)]
    stopped = give(client, code_of(key, LATER))
    again = sign_in(site, "lea")
    again.open(CODE)
    still = give(again, code_of(key, LATER))
    with time_machine.travel(NOON + QUARTER + STEP, tick=False):
        at_last = sign_in(site, "lea")
        at_last.open(CODE)
        page = give(at_last, code_of(key, NOON + QUARTER + STEP))

    assert statuses == [422] * 5
    assert (stopped.status, still.status) == (429, 429)
    assert stopped.errors == ["Trop de codes faux. Réessayez dans 15 minutes."]
    assert client.http.get(CODE).status_code == 303
    assert page.address == HOME


def test_too_many_wrong_codes_stop_no_other_account(site: Site) -> None:
    key, other = set_up(site.client("lea")), set_up(site.client("paul"))
    client = sign_in(site, "lea")
    client.open(CODE)
    for _ in range(5):
        give(client, wrong_code(key, NOON))

    with time_machine.travel(LATER, tick=False):
        paul = sign_in(site, "paul")
        paul.open(CODE)
        page = give(paul, code_of(other, LATER))

    assert page.address == HOME


def test_the_key_is_shown_only_to_who_gave_the_password_lately(site: Site) -> None:
    lea = site.client("lea")
    key = key_of(lea.open(MINE))
    later = NOON + timedelta(minutes=20)

    with time_machine.travel(later, tick=False):
        asked = lea.open(MINE)
        forged = lea.forge(MINE, {"code": code_of(key, later)})

    assert (asked.status, forged.status) == (401, 401)
    assert key not in asked.html.replace(" ", "") + forged.html.replace(" ", "")
    assert site.rows("SELECT count(*) FROM account WHERE totp_confirmed_at IS NOT NULL") == [(0,)]


def test_the_secret_is_not_kept_as_it_is_shown(site: Site) -> None:
    key = set_up(site.client("lea"))

    ((kept,),) = site.rows("SELECT totp_secret FROM account WHERE totp_secret IS NOT NULL")

    assert key not in kept


def test_the_code_page_leads_to_this_site_only(site: Site) -> None:
    key = set_up(site.client("lea"))
    with time_machine.travel(LATER, tick=False):
        client = sign_in(site, "lea")
        values = client.open(CODE).values

        response = client.http.post(
            CODE, data={**values, "suite": "//ailleurs.test/", "code": code_of(key, LATER)}
        )

    assert (response.status_code, response.headers["Location"]) == (303, "/")
