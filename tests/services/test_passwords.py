"""Forgotten and changed passwords: one answer, links that serve once, other browsers shut out."""

from datetime import timedelta
from pathlib import Path

import pytest

from engine.database import Database, events, remembered, sessions
from engine.errors import NotFoundError
from engine.services.acting import ActRefused, Browser
from engine.services.confirming import confirm, open_link
from engine.services.desk import Desk
from tests.conftest import NOON
from tests.database.processes import all_at_once
from tests.database.samples import counted
from tests.services.asking import (
    EMAIL,
    NEW_PASSWORD,
    PASSWORD,
    SAFARI,
    Person,
    a_desk,
    desk_at,
    later,
    lea,
    mails,
    somebody,
    token_in,
)  # fmt: skip

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    return a_desk(database, tmp_path)


@pytest.fixture
def person(desk: Desk) -> Person:
    return somebody(desk)


def link(desk: Desk, person: Person, email: str = EMAIL) -> str:
    person.ask("request_password_reset", email=email)
    (mail,) = [one for one in mails(desk, person.now) if one[0] == "mot-de-passe-oublie"]
    return token_in(mail)


def set_in_process(
    database: Database, url: str, folder: str, token: str, browsers: list[str]
) -> str:
    del database
    desk = desk_at(url, folder)
    try:
        somebody(desk, browser=Browser(browsers[0])).ask(
            "set_password", token=token, password=NEW_PASSWORD
        )
    except ActRefused as refused:
        return refused.key
    finally:
        desk.database.close()
    return "set"


def ask_in_process(database: Database, url: str, folder: str) -> list[str]:
    del database
    desk, said = desk_at(url, folder), []
    for number in range(8):
        try:
            somebody(desk).ask("request_password_reset", email=f"{number}@exemple.fr")
            said.append("asked")
        except ActRefused as refused:
            said.append(refused.key)
    desk.database.close()
    return said


def test_a_link_lets_one_choose_a_password(desk: Desk, person: Person) -> None:
    lea(desk)

    token = link(desk, person)
    looked = {open_link(desk, "msa", token, NOON).purpose for _ in range(3)}
    outcome = person.ask("set_password", token=token, password=NEW_PASSWORD)

    assert looked == {"reset_password"}
    assert (outcome.token, outcome.forget) == (None, True)
    assert somebody(desk).fails(PASSWORD) == "refused"
    assert somebody(desk).sign_in(NEW_PASSWORD).token
    assert [one[:2] for one in mails(desk)] == [("mot-de-passe-change", EMAIL)]
    assert person.refused("set_password", token=token, password=NEW_PASSWORD).key == "expired"


def test_asking_says_and_does_the_same_without_account(desk: Desk) -> None:
    lea(desk)
    lea(desk, email="closed@exemple.fr", closed_at=NOON)
    said, done = [], []

    for email in (EMAIL, "closed@exemple.fr", "nobody@exemple.fr"):
        with counted(desk.database) as statements:
            said.append(somebody(desk).ask("request_password_reset", email=email))
        done.append(tuple(statements))

    assert len({str(one) for one in said}) == len(set(done)) == 1
    assert [to for _template, to, _values in mails(desk)] == [EMAIL]


def test_an_account_from_before_gets_its_password(desk: Desk, person: Person) -> None:
    lea(desk, password_hash=None, reset_required_at=NOON, email_verified_at=None)
    before = person.fails(PASSWORD)

    person.ask("set_password", token=link(desk, person), password=NEW_PASSWORD)

    account = person.account()
    assert before == "refused"
    assert (account.reset_required_at, account.email_verified_at) == (None, NOON)
    assert person.sign_in(NEW_PASSWORD).token


def test_the_link_serves_an_hour_at_its_site_and_the_last_one_only(
    desk: Desk, person: Person
) -> None:
    lea(desk)
    lea(desk, site="other")
    first = link(desk, person)
    token = link(desk, person)
    elsewhere = somebody(desk, "other")

    for who, given in [
        (person, first), (elsewhere, token), (later(person, NOON + HOUR), token),
        (person, "nothing"), (person, ""), (person, None),
    ]:  # fmt: skip
        assert who.refused("set_password", token=given, password=NEW_PASSWORD).key == "expired"

    person.ask("set_password", token=token, password=NEW_PASSWORD)


def test_an_address_that_nobody_confirmed_gets_the_link_of_its_activation_again(
    desk: Desk, person: Person
) -> None:
    lea(desk, email_verified_at=None)

    person.ask("request_password_reset", email=EMAIL)

    assert [one[0] for one in mails(desk, person.now)] == ["adresse-a-confirmer"]
    assert person.account().email_verified_at is None


def test_a_reset_link_confirms_nothing_by_itself(desk: Desk, person: Person) -> None:
    lea(desk)

    with pytest.raises(NotFoundError):
        confirm(desk, person.visitor, link(desk, person), person.browser, NOON)


def test_a_bad_password_leaves_the_link_as_it_was(desk: Desk, person: Person) -> None:
    lea(desk, name="Apolline Vaugelade")
    token = link(desk, person)

    refusals = [
        person.refused("set_password", token=token, password=password)
        for password in ("court", "motdepasse123", "Vaugelade-84")
    ]

    assert [(one.key, one.field) for one in refusals] == [
        (key, "champ_password") for key in ("min_length", "common", "context")
    ]
    person.ask("set_password", token=token, password=NEW_PASSWORD)


def test_a_reset_ends_all_sessions_and_lets_the_person_in_at_once(
    desk: Desk, person: Person
) -> None:
    account = lea(desk)
    for browser in (person.browser, SAFARI):
        somebody(desk, browser=browser).sign_in(remember=True)
    for _ in range(5):
        person.fails()
    throttled = person.fails(PASSWORD)

    person.ask("set_password", token=link(desk, person), password=NEW_PASSWORD)

    assert throttled == "throttled"
    assert sessions.list_of(desk.database, account.id, NOON) == []
    assert remembered.list_of(desk.database, account.id, NOON) == []
    assert person.sign_in(NEW_PASSWORD).token


def test_three_mails_an_hour_to_an_address(desk: Desk) -> None:
    lea(desk)

    for number in range(5):
        somebody(desk, browser=Browser(f"192.0.2.{number}")).ask(
            "request_password_reset", email=EMAIL
        )
    sent = mails(desk)
    late = later(somebody(desk), NOON + HOUR)
    late.ask("request_password_reset", email=EMAIL)

    assert len(sent) == 3
    assert len(mails(desk, late.now)) == 1


def test_twenty_demands_an_hour_of_an_address(desk: Desk, person: Person) -> None:
    for number in range(20):
        person.ask("request_password_reset", email=f"{number}@exemple.fr")

    found = person.refused("request_password_reset", email=EMAIL)

    assert (found.key, found.values) == ("throttled", {"minutes": 60, "wait": "60 minutes"})
    later(person, NOON + HOUR).ask("request_password_reset", email=EMAIL)


def test_who_is_signed_in_changes_their_password_and_stays_so(desk: Desk, person: Person) -> None:
    account = lea(desk)
    somebody(desk, browser=SAFARI).sign_in(remember=True)
    first = person.sign_in(remember=True).token

    outcome = person.ask("set_password", current=PASSWORD, password=NEW_PASSWORD)

    (session,) = sessions.list_of(desk.database, account.id, NOON)
    assert (outcome.token != first, outcome.forget) == (True, True)
    assert session == person.visitor.session
    assert remembered.list_of(desk.database, account.id, NOON) == []
    assert somebody(desk).sign_in(NEW_PASSWORD).token
    assert "password_changed" in {
        one.kind for one in events.list_of(desk.database, "msa", account.id)
    }


def test_the_present_password_must_be_right_and_is_slowed_down(desk: Desk, person: Person) -> None:
    lea(desk)
    person.sign_in()

    found = [
        person.refused("set_password", current="wrong", password=NEW_PASSWORD) for _ in range(6)
    ]

    assert [one.key for one in found] == ["current"] * 5 + ["throttled"]
    assert found[0].field == "champ_current"
    later(person, NOON + MINUTE).ask("set_password", current=PASSWORD, password=NEW_PASSWORD)


def test_nobody_changes_a_password_without_link_or_session(desk: Desk, person: Person) -> None:
    lea(desk)

    found = person.refused("set_password", current=PASSWORD, password=NEW_PASSWORD)

    assert found.key == "expired"


def test_of_processes_that_use_a_link_together_one_has_it(
    desk: Desk, person: Person, database_url: str, tmp_path: Path
) -> None:
    lea(desk)
    token = link(desk, person)
    desk.database.close()

    said = all_at_once(database_url, set_in_process, database_url, str(tmp_path), token, [""])

    assert sorted(said) == ["expired"] * 3 + ["set"]


def test_processes_together_ask_no_more_than_an_address_may(
    desk: Desk, database_url: str, tmp_path: Path
) -> None:
    desk.database.close()

    said = all_at_once(database_url, ask_in_process, database_url, str(tmp_path))

    assert sorted(one for some in said for one in some) == ["asked"] * 20 + ["throttled"] * 12
