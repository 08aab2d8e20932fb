"""Requests to be erased: one at a time, decided once, cancellable until done."""

from datetime import timedelta

import pytest

from engine.database import Database, erasures
from engine.database.erasures import AlreadyAskedError, Erasure, SettledError
from engine.errors import NotFoundError
from tests.database.samples import NOW

LATER = NOW + timedelta(days=1)


@pytest.fixture
def asked(database: Database) -> Erasure:
    """A request."""
    return erasures.ask(database, "ici", "lea", "Je n'ai plus d'hébergement.", NOW)


def test_a_request_comes_back_as_it_was_asked(database, asked):
    assert erasures.load(database, "ici", asked.id) == asked
    assert erasures.list_of(database, "ici", "lea") == [asked]
    assert asked.is_open


def test_a_person_asks_once_at_a_time(database, asked):
    with pytest.raises(AlreadyAskedError):
        erasures.ask(database, "ici", "lea", "", LATER)

    erasures.cancel(database, asked, LATER)

    assert erasures.ask(database, "ici", "lea", "", LATER).is_open


def test_a_person_asks_again_after_a_refusal(database, asked):
    erasures.decide(database, asked, "agent", accepted=False, answer="Non.", now=LATER)

    again = erasures.ask(database, "ici", "lea", "", LATER)

    assert again.is_open
    assert not erasures.load(database, "ici", asked.id).is_open


def test_a_request_is_decided_once(database, asked):
    erasures.decide(database, asked, "agent", accepted=True, answer="Oui.", now=LATER)

    with pytest.raises(SettledError):
        erasures.decide(database, asked, "other", accepted=False, answer="Non.", now=LATER)

    kept = erasures.load(database, "ici", asked.id)
    assert (kept.accepted, kept.answer, kept.decided_by) == (True, "Oui.", "agent")


def test_only_what_was_accepted_long_enough_ago_is_ripe(database, asked):
    erasures.decide(database, asked, "agent", accepted=True, answer="Oui.", now=NOW)

    assert erasures.list_ripe(database, NOW - timedelta(seconds=1)) == []
    assert [one.id for one in erasures.list_ripe(database, NOW)] == [asked.id]


def test_what_was_cancelled_is_never_done(database, asked):
    erasures.decide(database, asked, "agent", accepted=True, answer="Oui.", now=NOW)
    erasures.cancel(database, asked, LATER)

    assert erasures.list_ripe(database, LATER) == []
    assert not erasures.done(database, asked, LATER)


def test_a_request_is_done_once_and_cancelled_no_more(database, asked):
    erasures.decide(database, asked, "agent", accepted=True, answer="Oui.", now=NOW)

    times = [erasures.done(database, asked, LATER) for _ in range(2)]

    assert times == [True, False]
    with pytest.raises(SettledError):
        erasures.cancel(database, asked, LATER)


def test_another_site_sees_nothing(database, asked):
    assert erasures.list_at(database, "ailleurs", 10) == []
    with pytest.raises(NotFoundError):
        erasures.load(database, "ailleurs", asked.id)


def test_those_to_decide_come_first(database, asked):
    other = erasures.ask(database, "ici", "paul", "", LATER)
    erasures.decide(database, other, "agent", accepted=True, answer="Oui.", now=LATER)

    found = [one.id for one in erasures.list_at(database, "ici", 10)]

    assert found == [asked.id, other.id]
