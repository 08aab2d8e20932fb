"""Invitations: found by the first part of their code, used once, revoked after failures."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.database import Database, invitations
from engine.database.invitations import Invitation, SelectorTakenError
from engine.errors import NotFoundError
from tests.database.processes import all_at_once
from tests.database.samples import NOW, an_account, an_invitation

DAY = timedelta(days=1)
MOST = 10


@pytest.fixture
def invitation(database: Database) -> Invitation:
    found = an_invitation()
    invitations.create(database, found)
    return found


def use_in_process(database: Database, account: str) -> bool:
    found = invitations.find(database, "msa", "ABCD")
    return found is not None and invitations.use(database, found, account, NOW)


def fail_in_process(database: Database) -> list[int | None]:
    return [invitations.note_failure(database, "msa", "ABCD", MOST, NOW) for _ in range(2)]


def state_of(database: Database, invitation: Invitation) -> str:
    return invitations.load(database, invitation.site, invitation.id).state(NOW)


def test_an_invitation_comes_back_as_it_was_kept(
    database: Database, invitation: Invitation
) -> None:
    assert invitations.find(database, "msa", "ABCD") == invitation
    assert invitations.load(database, "msa", invitation.id) == invitation
    assert invitations.list_of(database, "msa") == [invitation]
    assert invitations.list_batch(database, "msa", "march") == [invitation]
    assert invitations.list_batch(database, "msa", "april") == []


def test_an_invitation_of_another_site_does_not_exist(
    database: Database, invitation: Invitation
) -> None:
    with pytest.raises(NotFoundError):
        invitations.load(database, "other", invitation.id)

    assert invitations.find(database, "other", "ABCD") is None
    assert invitations.list_of(database, "other") == []
    assert not invitations.revoke(database, "other", invitation.id, NOW)
    assert invitations.note_failure(database, "other", "ABCD", MOST, NOW) is None


def test_a_selector_is_that_of_one_invitation_of_a_site(
    database: Database, invitation: Invitation
) -> None:
    with database.transaction(), pytest.raises(SelectorTakenError):
        invitations.create(database, replace(invitation, id=invitations.new_id()))

    elsewhere = replace(invitation, id=invitations.new_id(), site="other")
    invitations.create(database, elsewhere)
    assert invitations.find(database, "other", "ABCD") == elsewhere


def test_the_state_follows_from_what_happened(database: Database, invitation: Invitation) -> None:
    states = [state_of(database, invitation)]

    for mark in (invitations.mark_printed, invitations.mark_sent):
        mark(database, "msa", [invitation.id], NOW)
        mark(database, "msa", [invitation.id], NOW + DAY)
        states.append(state_of(database, invitation))
    found = invitations.load(database, "msa", invitation.id)
    invitations.revoke(database, "msa", invitation.id, NOW)
    states.append(state_of(database, invitation))

    assert states == ["created", "printed", "sent", "revoked"]
    assert (found.printed_at, found.sent_at) == (NOW, NOW)
    assert invitation.state(invitation.expires_at) == "expired"
    assert found.serves(NOW)
    assert not found.serves(invitation.expires_at)


def test_an_invitation_is_used_once(database: Database, invitation: Invitation) -> None:
    account = an_account(database)

    used = [invitations.use(database, invitation, account.id, NOW) for _ in range(2)]

    found = invitations.load(database, "msa", invitation.id)
    assert used == [True, False]
    assert (found.state(NOW), found.account) == ("used", account.id)
    assert not invitations.revoke(database, "msa", invitation.id, NOW)


def test_an_invitation_too_old_or_revoked_is_not_used(
    database: Database, invitation: Invitation
) -> None:
    account = an_account(database)

    late = invitations.use(database, invitation, account.id, invitation.expires_at)
    invitations.revoke(database, "msa", invitation.id, NOW)
    revoked = invitations.use(database, invitation, account.id, NOW)

    assert not late
    assert not revoked


def test_ten_failures_revoke_a_code(database: Database, invitation: Invitation) -> None:
    failures = [
        invitations.note_failure(database, "msa", "ABCD", MOST, NOW) for _ in range(MOST - 1)
    ]
    before = state_of(database, invitation)
    failures.append(invitations.note_failure(database, "msa", "ABCD", MOST, NOW))

    assert failures == list(range(1, MOST + 1))
    assert (before, state_of(database, invitation)) == ("created", "revoked")


def test_of_several_processes_one_uses_an_invitation(
    database: Database, invitation: Invitation, database_url: str
) -> None:
    account = an_account(database)

    used = all_at_once(database_url, use_in_process, account.id)

    assert sorted(used) == [False, False, False, True]


def test_failures_of_several_processes_are_all_counted(
    database: Database, invitation: Invitation, database_url: str
) -> None:
    counted = all_at_once(database_url, fail_in_process)

    assert sorted(number for some in counted for number in some) == list(range(1, 9))
