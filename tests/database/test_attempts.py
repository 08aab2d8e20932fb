"""Attempts and events: what slows down those who try, and what is told afterwards."""

from datetime import timedelta

from engine.database import Database, attempts, events
from engine.database.events import Origin
from tests.database.samples import NOW, an_account

MINUTE = timedelta(minutes=1)


def test_tries_are_given_by_subject_since_a_time(database: Database) -> None:
    for minutes in (3, 1, 2):
        attempts.add(database, "sign_in", ["a", "b"], NOW + minutes * MINUTE)
    attempts.add(database, "reset", ["a"], NOW)

    found = attempts.times(database, "sign_in", ["a", "c"], NOW + MINUTE)

    assert found == {"a": [NOW + 2 * MINUTE, NOW + 3 * MINUTE], "c": []}


def test_a_try_that_did_not_fail_is_taken_back(database: Database) -> None:
    attempts.add(database, "sign_in", ["a", "b"], NOW)
    ids = attempts.add(database, "sign_in", ["a", "b"], NOW + MINUTE)

    taken = attempts.take_back(database, ids)

    assert taken == 2
    assert attempts.take_back(database, []) == 0
    found = attempts.times(database, "sign_in", ["a", "b"], NOW - MINUTE)
    assert found == {"a": [NOW], "b": [NOW]}


def test_a_subject_is_cleared(database: Database) -> None:
    attempts.add(database, "sign_in", ["a", "b"], NOW)

    cleared = attempts.clear(database, "sign_in", ["a"])

    found = attempts.times(database, "sign_in", ["a", "b"], NOW - MINUTE)
    assert cleared == 1
    assert found == {"a": [], "b": [NOW]}


def test_old_tries_are_forgotten(database: Database) -> None:
    attempts.add(database, "sign_in", ["a"], NOW)
    attempts.add(database, "sign_in", ["a"], NOW + MINUTE)

    assert attempts.delete_before(database, NOW) == 1
    assert attempts.delete_before(database, NOW + MINUTE) == 1


def test_events_are_told_by_account_and_by_site(database: Database) -> None:
    account = an_account(database)
    origin = Origin("Firefox", "192.0.2.0")

    events.append(database, "msa", account.id, "signed_in", NOW, origin, {"remembered": True})
    events.append(database, "msa", None, "code_refused", NOW + MINUTE)
    events.append(database, "other", account.id, "signed_in", NOW)

    (one,) = events.list_of(database, "msa", account.id)
    assert (one.kind, one.at, one.details) == ("signed_in", NOW, {"remembered": True})
    assert (one.browser, one.address) == ("Firefox", "192.0.2.0")
    assert [event.kind for event in events.list_at(database, "msa")] == [
        "code_refused", "signed_in",
    ]  # fmt: skip


def test_a_browser_is_new_when_others_signed_in_before(database: Database) -> None:
    account = an_account(database)

    first = events.is_new_browser(database, account.id, "signed_in", "Firefox")
    events.append(database, "msa", account.id, "signed_in", NOW, Origin("Firefox"))
    same = events.is_new_browser(database, account.id, "signed_in", "Firefox")
    other = events.is_new_browser(database, account.id, "signed_in", "Safari")

    assert (first, same, other) == (False, False, True)
