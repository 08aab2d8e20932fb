"""Requests to change what an account knows: settled once, and only at their site."""

from datetime import timedelta
from typing import Any

import pytest

from engine.database import Database, change_requests
from engine.database.accounts import Account
from engine.database.change_requests import ChangeRequest, RequestSettledError
from engine.errors import NotFoundError
from tests.database.samples import NOW, an_account

LATER = NOW + timedelta(days=1)


@pytest.fixture
def ana(database: Database) -> Account:
    """Somebody who asks."""
    return an_account(database)


def asked(database: Database, account: Account, **changes: Any) -> ChangeRequest:
    values: dict[str, Any] = {
        "id": change_requests.new_id(), "site": account.site, "account": account.id,
        "list": "hebergements", "row": "h1", "before": {"nom": "Gîte", "capacite": None},
        "after": {"nom": "Chalet", "capacite": 4}, "created_at": NOW, "submission": "G-1",
    }  # fmt: skip
    request = ChangeRequest(**values | changes)
    change_requests.add(database, request)
    return request


def test_a_request_comes_back_as_it_was_asked(database, ana):
    request = asked(database, ana)

    assert change_requests.load(database, "msa", request.id) == request
    assert change_requests.list_of(database, "msa", ana.id, 10) == [request]
    assert request.is_open


def test_a_request_does_not_exist_at_another_site(database, ana):
    request = asked(database, ana)

    with pytest.raises(NotFoundError):
        change_requests.load(database, "other", request.id)
    assert change_requests.list_of(database, "other", ana.id, 10) == []
    assert change_requests.list_waiting(database, "other", 10) == []


def test_a_request_is_decided_once(database, ana):
    request = asked(database, ana)

    change_requests.decide(database, request, "agent", LATER, accepted=False, reason="Non.")

    with pytest.raises(RequestSettledError):
        change_requests.decide(database, request, "other", LATER, accepted=True)
    kept = change_requests.load(database, "msa", request.id)
    assert (kept.accepted, kept.reason, kept.decided_by) == (False, "Non.", "agent")
    assert kept.decided_at == LATER


def test_a_request_that_is_settled_is_not_cancelled(database, ana):
    request = asked(database, ana)
    change_requests.decide(database, request, "agent", LATER, accepted=True)

    with pytest.raises(RequestSettledError):
        change_requests.cancel(database, request, LATER)


def test_a_request_that_is_cancelled_is_not_decided(database, ana):
    request = asked(database, ana)
    change_requests.cancel(database, request, LATER)

    with pytest.raises(RequestSettledError):
        change_requests.decide(database, request, "agent", LATER, accepted=True)
    assert change_requests.list_open(database, "msa", ana.id, 10) == []


def test_those_that_wait_come_oldest_first(database, ana):
    late = asked(database, ana, created_at=LATER)
    early = asked(database, ana)
    decided = asked(database, ana)
    change_requests.decide(database, decided, "agent", LATER, accepted=True)

    waiting = change_requests.list_waiting(database, "msa", 10)

    assert [one.id for one in waiting] == [early.id, late.id]
    assert [one.id for one in change_requests.list_decided(database, "msa", 10)] == [decided.id]
    assert [one.id for one in change_requests.list_open(database, "msa", ana.id, 10)] == [
        late.id, early.id,
    ]  # fmt: skip
