"""Signing in: one answer to whatever is wrong, as much work for each, no lock for good."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from engine.database import Database, accounts, attempts, events, remembered, sessions
from engine.services import slowing
from engine.services.acting import Browser
from engine.services.desk import Desk
from tests.conftest import NOON
from tests.database.processes import all_at_once
from tests.database.samples import counted
from tests.services.asking import (
    EMAIL,
    FIREFOX,
    HASH,
    PASSWORD,
    SAFARI,
    Person,
    a_desk,
    desk_at,
    later,
    lea,
    mails,
    somebody,
)  # fmt: skip

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
UNUSABLE: dict[str, dict[str, Any]] = {
    "closed": {"closed_at": NOON},
    "legacy": {"password_hash": None, "reset_required_at": NOON},
    "unverified": {"email_verified_at": None},
}


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    return a_desk(database, tmp_path)


@pytest.fixture
def person(desk: Desk) -> Person:
    return somebody(desk)


def session_of(person: Person) -> sessions.Session:
    assert person.visitor.session is not None
    return person.visitor.session


def guess_in_process(database: Database, url: str, folder: str, tries: int) -> list[str]:
    del database
    desk = desk_at(url, folder)
    keys = [somebody(desk).fails() for _ in range(tries)]
    desk.database.close()
    return keys


def test_the_right_password_opens_a_session(desk: Desk, person: Person) -> None:
    account = lea(desk)

    outcome = person.sign_in(email=" Lea@Exemple.FR ")

    session = session_of(person)
    assert (session.account, outcome.following) == (account.id, "/tableau-de-bord")
    assert (session.expires_at, session.ends_at) == (NOON + 30 * MINUTE, NOON + 12 * HOUR)
    assert (session.authenticated_at, session.second_factor_due_at) == (NOON, None)
    assert (session.browser, session.address) == ("Firefox, Windows", "192.0.2.0")
    assert (outcome.remember, mails(desk)) == (None, [])


@pytest.mark.parametrize("wrong", ["unknown", "password", *UNUSABLE])
def test_whatever_is_wrong_the_answer_is_the_same(desk: Desk, person: Person, wrong: str) -> None:
    if wrong != "unknown":
        lea(desk, **UNUSABLE.get(wrong, {}))

    refused = person.refused(
        "sign_in", email=EMAIL, password="not it" if wrong == "password" else PASSWORD
    )

    assert (refused.key, refused.field, refused.values) == ("refused", "", {})
    assert person.visitor.session is None
    assert mails(desk) == []


def test_whatever_is_wrong_the_work_is_the_same(desk: Desk) -> None:
    for name, changes in {"right": {}, **UNUSABLE}.items():
        lea(desk, email=f"{name}@exemple.fr", **changes)
    done = []

    for name in ("unknown", "right", *UNUSABLE):
        with counted(desk.database) as statements:
            somebody(desk).fails(email=f"{name}@exemple.fr")
        done.append(statements)

    assert len({tuple(one) for one in done}) == 1


def test_the_account_of_another_site_is_unknown(desk: Desk) -> None:
    lea(desk)

    assert somebody(desk, "other").fails(PASSWORD) == "refused"


def test_each_sign_in_has_a_token_of_its_own_and_ends_the_session_before(
    desk: Desk, person: Person
) -> None:
    account = lea(desk)

    tokens = {person.sign_in(remember=True).token for _ in range(3)}

    assert len(tokens) == 3
    assert len(sessions.list_of(desk.database, account.id, NOON)) == 1
    assert len(remembered.list_of(desk.database, account.id, NOON)) == 1


def test_a_browser_is_remembered_when_it_is_asked_for(desk: Desk, person: Person) -> None:
    account = lea(desk)

    person.sign_in(remember=True)

    (found,) = remembered.list_of(desk.database, account.id, NOON)
    assert found.expires_at == NOON + timedelta(days=30)
    assert session_of(person).remembered == found.series
    assert session_of(person).authenticated_at == NOON
    assert person.remember is not None


@pytest.mark.parametrize("role", ["agent", "author", "operator"])
def test_a_role_asks_for_a_second_factor_and_is_never_remembered(
    desk: Desk, person: Person, role: str
) -> None:
    lea(desk, roles=(role,))

    person.sign_in(remember=True)

    session = session_of(person)
    assert person.remember is None
    assert session.second_factor_due_at is not None
    assert session.authenticated_at is None
    assert (session.expires_at, session.ends_at) == (NOON + 10 * MINUTE, NOON + 8 * HOUR)


@pytest.mark.parametrize(("confirmed_at", "is_due"), [(None, False), (NOON, True)])
def test_a_second_factor_is_due_once_it_was_confirmed(
    desk: Desk, person: Person, confirmed_at: datetime | None, is_due: bool
) -> None:
    lea(desk, totp_secret="SECRET", totp_confirmed_at=confirmed_at)

    person.sign_in()

    assert (session_of(person).second_factor_due_at is not None) is is_due


def test_a_new_browser_is_told_by_mail(desk: Desk, person: Person) -> None:
    lea(desk)
    person.sign_in()
    person.sign_in()
    first = mails(desk)

    somebody(desk, browser=SAFARI).sign_in()

    ((template, to, values),) = mails(desk)
    assert first == []
    assert (template, to, values["browser"]) == ("connexion-nouvelle", EMAIL, "Safari, iOS")
    assert values["time"].startswith("mercredi 12 mars 2025")


def test_what_happens_is_kept_without_what_was_typed(desk: Desk, person: Person) -> None:
    account = lea(desk)
    person.fails("a secret word")
    somebody(desk).fails(email="nobody@exemple.fr")
    person.sign_in()

    found = events.list_at(desk.database, "msa")

    assert sorted((one.kind, one.account or "") for one in found) == sorted([
        ("sign_in_refused", account.id), ("sign_in_refused", ""), ("signed_in", account.id),
    ])  # fmt: skip
    assert {one.address for one in found} == {"192.0.2.0"}
    kept = str(desk.database.rows("SELECT * FROM event")) + str(
        desk.database.rows("SELECT * FROM attempt")
    )
    for typed in ("a secret word", "nobody@exemple.fr", "192.0.2.7", EMAIL):
        assert typed not in kept


def test_an_older_hash_is_made_again(desk: Desk, person: Person) -> None:
    older = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    lea(desk, password_hash=older)

    person.sign_in()

    found = person.account().password_hash
    assert found is not None
    assert found.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert person.sign_in().token


def test_after_five_failures_one_waits_longer_each_time(desk: Desk, person: Person) -> None:
    lea(desk)
    now, waited = NOON, []

    for _ in range(8):
        while (refused := later(person, now).refused(
            "sign_in", email=EMAIL, password="wrong")).key == "throttled":  # fmt: skip
            waited.append(refused.values["minutes"])
            assert later(person, now + MINUTE * waited[-1] - timedelta(seconds=1)).fails(
                PASSWORD
            ) == "throttled"  # fmt: skip
            now += MINUTE * waited[-1]

    assert waited == [1, 2, 4]


def test_twenty_five_failures_a_day_at_most(desk: Desk, person: Person) -> None:
    lea(desk)
    failed = 0

    for minutes in range(0, 24 * 60, 10):
        failed += later(person, NOON + minutes * MINUTE).fails() == "refused"

    assert failed == 25
    assert later(person, NOON + 24 * HOUR + MINUTE).sign_in().token


def test_waiting_is_decided_alike_for_an_address_without_account(desk: Desk) -> None:
    lea(desk)
    said = []

    for email in (EMAIL, "nobody@exemple.fr"):
        person = somebody(desk)
        keys = [person.fails(email=email) for _ in range(6)]
        refused = person.refused("sign_in", email=email, password=PASSWORD)
        said.append((keys, refused.key, refused.values))

    assert said[0] == said[1]
    assert said[0] == (
        ["refused"] * 5 + ["throttled"], "throttled", {"minutes": 1, "wait": "1 minute"}
    )  # fmt: skip


def test_another_address_lets_the_person_in(desk: Desk, person: Person) -> None:
    lea(desk)
    for _ in range(5):
        person.fails()

    assert person.fails(PASSWORD) == "throttled"
    assert somebody(desk, browser=Browser("192.0.2.8", FIREFOX.agent)).sign_in().token


def test_success_forgets_the_failures_before(desk: Desk, person: Person) -> None:
    lea(desk)
    for _ in range(4):
        person.fails()

    person.sign_in()

    assert [person.fails() for _ in range(6)] == ["refused"] * 5 + ["throttled"]


def test_a_list_of_stolen_passwords_is_slowed_down(desk: Desk) -> None:
    here = slowing.address(desk, FIREFOX)
    attempts.add(desk.database, slowing.SIGN_IN, [here] * 299, NOON)

    keys = [somebody(desk).fails(email=f"{number}@exemple.fr") for number in range(2)]

    assert keys == ["refused", "throttled"]
    assert somebody(desk, browser=SAFARI).fails(email="1@exemple.fr") == "refused"


def test_processes_together_get_no_more_tries(
    desk: Desk, database_url: str, tmp_path: Path
) -> None:
    lea(desk)
    desk.database.close()

    keys = all_at_once(database_url, guess_in_process, database_url, str(tmp_path), 4)

    assert sorted(key for some in keys for key in some) == ["refused"] * 5 + ["throttled"] * 11


def test_a_closed_session_leaves_no_account_behind(desk: Desk, person: Person) -> None:
    account = lea(desk)
    person.sign_in()

    accounts.close(desk.database, account, NOON)

    assert person.fails(PASSWORD) == "refused"
    assert HASH not in str(desk.database.rows("SELECT password_hash FROM account"))
