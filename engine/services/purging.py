"""What is kept no longer: drafts that nobody touches, sessions that are over.

How long a draft is kept is what its procedure says (`retention.drafts`); the person reads the
day on each page. A submission is never touched here: it may be a public archive, and its
destruction needs a decision (Code du patrimoine, L212-2).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.accounts.lifetimes import CONFIRMATION_LINK
from engine.accounts.throttling import WINDOW
from engine.database import (
    accounts,
    attempts,
    drafts,
    effects,
    links,
    provings,
    remembered,
    sessions,
)
from engine.database.drafts import Draft, DraftSubmittedError
from engine.errors import NotFoundError
from engine.services.catalogue import UnreadableVersionError
from engine.services.desk import Desk

DEFAULT_DAYS = 30
# How long the outbox keeps to whom it wrote, and what.
DELIVERED_KEPT, FAILED_KEPT = timedelta(days=7), timedelta(days=30)


@dataclass(frozen=True)
class Purged:
    """How many of each were deleted."""

    drafts: int
    sessions: int


def purge(desk: Desk, now: datetime) -> Purged:
    """Delete what is too old at `now`: drafts with their files, sessions."""
    desk.catalogue.refresh(now)
    deleted = sum(
        _forget(desk, draft)
        for draft in drafts.list_untouched(desk.database, now - shortest(desk))
        if draft.changed_at + kept_for(desk, draft) < now
    )
    _forget_tries(desk, now)
    return Purged(deleted, sessions.delete_expired(desk.database, now))


def shortest(desk: Desk) -> timedelta:
    """The shortest time that any procedure keeps its drafts."""
    days = [DEFAULT_DAYS]
    for name in desk.catalogue.names():
        retention = desk.catalogue.latest(name).retention
        days.append(retention.drafts if retention else DEFAULT_DAYS)
    return timedelta(days=min(days))


def kept_for(desk: Desk, draft: Draft) -> timedelta:
    """How long the version that a draft was begun with keeps it."""
    try:
        procedure = desk.catalogue.procedure(draft.procedure, draft.version)
    except (NotFoundError, UnreadableVersionError):
        return timedelta(days=DEFAULT_DAYS)
    retention = procedure.retention
    return timedelta(days=retention.drafts if retention else DEFAULT_DAYS)


def _forget_tries(desk: Desk, now: datetime) -> None:
    """Delete what no longer opens or slows down anything."""
    attempts.delete_before(desk.database, now - WINDOW)
    accounts.discard_unconfirmed(desk.database, now - CONFIRMATION_LINK, now)
    effects.forget_contents(desk.database, now - DELIVERED_KEPT, now - FAILED_KEPT)
    links.delete_expired(desk.database, now)
    provings.delete_expired(desk.database, now)
    remembered.delete_expired(desk.database, now)


def _forget(desk: Desk, draft: Draft) -> bool:
    """Delete a draft and its files, unless it was taken up or sent meanwhile."""
    try:
        files = drafts.delete_untouched(desk.database, draft)
    except (NotFoundError, DraftSubmittedError):
        return False
    for key in files:
        desk.storage.delete(key)
    return True
