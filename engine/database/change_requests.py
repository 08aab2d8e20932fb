"""Requests to change what an account knows: asked by a person, decided by an agent."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.database.columns import json_kept, json_of, time_kept, time_of, time_or_none
from engine.database.connection import Database
from engine.errors import ConflictError, NotFoundError

Json = Mapping[str, Any]
COLUMNS = (
    "id, site, account_id, submission, list, row, before, after, created_at, cancelled_at,"
    " decided_at, decided_by, accepted, reason"
)
INSERT = (
    "INSERT INTO change_request"
    " (id, site, account_id, submission, list, row, before, after, created_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
SELECT = f"SELECT {COLUMNS} FROM change_request"  # noqa: S608 - names of our own
OF_ID = " WHERE id = ? AND site = ?"
IS_OPEN = " AND decided_at IS NULL AND cancelled_at IS NULL"
OF_ACCOUNT = " WHERE account_id = ? AND site = ?"
LAST_FIRST = " ORDER BY created_at DESC, id LIMIT ?"
AT_SITE = " WHERE site = ?"
WAITING = AT_SITE + IS_OPEN + " ORDER BY created_at, id LIMIT ?"
DECIDED = AT_SITE + " AND decided_at IS NOT NULL ORDER BY decided_at DESC, id LIMIT ?"
CANCEL = (
    "UPDATE change_request SET cancelled_at = ? WHERE id = ? AND site = ? AND account_id = ?"
    " AND decided_at IS NULL AND cancelled_at IS NULL"
)
DECIDE = (
    "UPDATE change_request SET decided_at = ?, decided_by = ?, accepted = ?, reason = ?"
    " WHERE id = ? AND site = ? AND decided_at IS NULL AND cancelled_at IS NULL"
)


class RequestSettledError(ConflictError):
    """The request was cancelled or decided meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRequest:
    """A person asks that a record of their profile be changed; None until that happens.

    `row` is empty for a new record of a list, and for a record that there is one of. `before` and
    `after` hold the columns to change, and no others.
    """

    id: str
    site: str
    account: str
    list: str
    row: str
    before: Json
    after: Json
    created_at: datetime
    submission: str | None = None
    cancelled_at: datetime | None = None
    decided_at: datetime | None = None
    decided_by: str | None = None
    accepted: bool | None = None
    reason: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.decided_at is None and self.cancelled_at is None


def new_id() -> str:
    """An id for a request, which nobody can guess."""
    return secrets.token_urlsafe(16)


def add(database: Database, request: ChangeRequest) -> None:
    """Keep what a person asks for."""
    database.change(
        INSERT, request.id, request.site, request.account, request.submission, request.list,
        request.row, json_kept(request.before), json_kept(request.after),
        time_kept(request.created_at),
    )  # fmt: skip


def load(database: Database, site: str, request: str) -> ChangeRequest:
    """A request made at a site; that of another site does not exist."""
    for row in database.rows(SELECT + OF_ID, request, site):
        return _request(row)
    raise NotFoundError("request")


def list_of(database: Database, site: str, account: str, most: int) -> list[ChangeRequest]:
    """The requests of a person, the last first."""
    rows = database.rows(SELECT + OF_ACCOUNT + LAST_FIRST, account, site, most)
    return [_request(row) for row in rows]


def list_open(database: Database, site: str, account: str, most: int) -> list[ChangeRequest]:
    """The requests of a person that wait for a decision, the last first."""
    rows = database.rows(SELECT + OF_ACCOUNT + IS_OPEN + LAST_FIRST, account, site, most)
    return [_request(row) for row in rows]


def list_waiting(database: Database, site: str, most: int) -> list[ChangeRequest]:
    """The requests that wait at a site, the oldest first."""
    return [_request(row) for row in database.rows(SELECT + WAITING, site, most)]


def list_decided(database: Database, site: str, most: int) -> list[ChangeRequest]:
    """The requests decided at a site, the last decided first."""
    return [_request(row) for row in database.rows(SELECT + DECIDED, site, most)]


def cancel(database: Database, request: ChangeRequest, now: datetime) -> None:
    """Take a request back, unless it was cancelled or decided meanwhile."""
    values = time_kept(now), request.id, request.site, request.account
    if not database.change(CANCEL, *values):
        raise RequestSettledError(request.id)


def decide(
    database: Database,
    request: ChangeRequest,
    agent: str,
    now: datetime,
    *,
    accepted: bool,
    reason: str | None = None,
) -> None:
    """Keep the decision of an agent, once."""
    values = time_kept(now), agent, int(accepted), reason, request.id, request.site
    if not database.change(DECIDE, *values):
        raise RequestSettledError(request.id)


def _request(row: Sequence[Any]) -> ChangeRequest:
    number, site, account, submission, name, key, before, after, created, *rest = row
    cancelled, decided, by, accepted, reason = rest
    return ChangeRequest(
        id=number, site=site, account=account, submission=submission, list=name, row=key,
        before=json_of(before), after=json_of(after), created_at=time_of(created),
        cancelled_at=time_or_none(cancelled), decided_at=time_or_none(decided), decided_by=by,
        accepted=None if accepted is None else bool(accepted), reason=reason,
    )  # fmt: skip
