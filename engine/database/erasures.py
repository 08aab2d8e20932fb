"""Requests to be erased: asked by a person, decided by an agent, done later by the worker."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.database.columns import time_kept, time_of, time_or_none
from engine.database.connection import Database
from engine.errors import ConflictError, NotFoundError

COLUMNS = (
    "id, site, account, reason, created_at, cancelled_at, decided_at, decided_by, accepted,"
    " answer, done_at"
)
INSERT = (
    "INSERT INTO erasure (id, site, account, reason, created_at)"
    " SELECT ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM erasure WHERE site = ? AND account = ?"
    " AND cancelled_at IS NULL AND done_at IS NULL AND (accepted IS NULL OR accepted = 1))"
)
SELECT = f"SELECT {COLUMNS} FROM erasure"  # noqa: S608 - names of our own
OF_ID = " WHERE id = ? AND site = ?"
OF_ACCOUNT = " WHERE site = ? AND account = ? ORDER BY created_at DESC, id"
OF_SITE = " WHERE site = ? ORDER BY decided_at IS NOT NULL, created_at DESC, id LIMIT ?"
RIPE = (
    " WHERE accepted = 1 AND done_at IS NULL AND cancelled_at IS NULL AND decided_at <= ?"
    " ORDER BY decided_at, id"
)
CANCEL = (
    "UPDATE erasure SET cancelled_at = ? WHERE id = ? AND site = ? AND account = ?"
    " AND cancelled_at IS NULL AND done_at IS NULL AND (accepted IS NULL OR accepted = 1)"
)
DECIDE = (
    "UPDATE erasure SET decided_at = ?, decided_by = ?, accepted = ?, answer = ?"
    " WHERE id = ? AND site = ? AND decided_at IS NULL AND cancelled_at IS NULL"
)
DONE = (
    "UPDATE erasure SET done_at = ? WHERE id = ? AND done_at IS NULL AND cancelled_at IS NULL"
    " AND accepted = 1"
)


class AlreadyAskedError(ConflictError):
    """The person already asked; one request at a time."""


class SettledError(ConflictError):
    """The request was cancelled, decided or done meanwhile."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """A person asked that their data be erased; None until that happens."""

    id: str
    site: str
    account: str
    reason: str
    created_at: datetime
    cancelled_at: datetime | None = None
    decided_at: datetime | None = None
    decided_by: str | None = None
    accepted: bool | None = None
    answer: str | None = None
    done_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it can still be cancelled."""
        return self.cancelled_at is None and self.done_at is None and self.accepted is not False


def ask(database: Database, site: str, account: str, reason: str, now: datetime) -> Erasure:
    """Keep a request, unless one of the person is open."""
    asked = Erasure(secrets.token_urlsafe(16), site, account, reason, now)
    values = asked.id, site, account, reason, time_kept(now), site, account
    if not database.change(INSERT, *values):
        raise AlreadyAskedError(account)
    return asked


def load(database: Database, site: str, erasure: str) -> Erasure:
    """A request made at a site; that of another site does not exist."""
    for row in database.rows(SELECT + OF_ID, erasure, site):
        return _erasure(row)
    raise NotFoundError("erasure")


def list_of(database: Database, site: str, account: str) -> list[Erasure]:
    """The requests of a person, the last first."""
    return [_erasure(row) for row in database.rows(SELECT + OF_ACCOUNT, site, account)]


def list_at(database: Database, site: str, most: int) -> list[Erasure]:
    """The requests made at a site: those to decide first, then the last."""
    return [_erasure(row) for row in database.rows(SELECT + OF_SITE, site, most)]


def list_ripe(database: Database, before: datetime) -> list[Erasure]:
    """The requests accepted before a time, anywhere, and not done yet."""
    return [_erasure(row) for row in database.rows(SELECT + RIPE, time_kept(before))]


def cancel(database: Database, erasure: Erasure, now: datetime) -> None:
    """Take a request back, as the person wishes, unless it was refused or done."""
    values = time_kept(now), erasure.id, erasure.site, erasure.account
    if not database.change(CANCEL, *values):
        raise SettledError(erasure.id)


def decide(
    database: Database, erasure: Erasure, agent: str, accepted: bool, answer: str, now: datetime
) -> None:
    """Keep the decision of an agent and its reasons, once."""
    values = time_kept(now), agent, int(accepted), answer, erasure.id, erasure.site
    if not database.change(DECIDE, *values):
        raise SettledError(erasure.id)


def done(database: Database, erasure: Erasure, now: datetime) -> bool:
    """Note that a request was carried out; False when another process did, or it was cancelled."""
    return database.change(DONE, time_kept(now), erasure.id) == 1


def _erasure(row: Sequence[Any]) -> Erasure:
    number, site, account, reason, created, cancelled, decided, by, accepted, answer, done_at = row
    return Erasure(
        number, site, account, reason, time_of(created), time_or_none(cancelled),
        time_or_none(decided), by, None if accepted is None else bool(accepted), answer,
        time_or_none(done_at),
    )  # fmt: skip
