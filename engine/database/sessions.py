"""Sessions: browsers in which a person signed in. Read at every request, in one query.

A session ends when nobody uses it for a while (`expires_at`), and at `ends_at` whatever is done.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from engine.database.accounts import NAMES, Account, account_of
from engine.database.columns import time_kept, time_of, time_or_none
from engine.database.connection import Database
from engine.errors import NotFoundError

SEEN_EVERY = timedelta(minutes=1)
ID_LENGTH = 16
INSERT = (
    "INSERT INTO session (token_hash, account_id, created_at, seen_at, expires_at, ends_at,"
    " authenticated_at, second_factor_due_at, remembered, browser, address)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
NAMED = (
    "session.token_hash, session.account_id, session.created_at, session.seen_at,"
    " session.expires_at, session.ends_at, session.authenticated_at,"
    " session.second_factor_due_at, session.remembered, session.browser, session.address"
)
COUNT = NAMED.count(",") + 1
OPEN = " session.expires_at > ? AND (session.ends_at IS NULL OR session.ends_at > ?)"
LOAD = f"SELECT {NAMED} FROM session WHERE token_hash = ? AND" + OPEN  # noqa: S608
LOAD_WITH_ACCOUNT = (
    f"SELECT {NAMED}, {', '.join('account.' + name for name in NAMES)}"  # noqa: S608
    " FROM session JOIN account ON account.id = session.account_id"
    " WHERE session.token_hash = ? AND account.site = ? AND account.closed_at IS NULL AND" + OPEN
)
LIST = (
    f"SELECT {NAMED} FROM session WHERE account_id = ? AND"  # noqa: S608
    + OPEN
    + " ORDER BY seen_at DESC, token_hash"
)
SEEN = "UPDATE session SET seen_at = ?, expires_at = ? WHERE token_hash = ?"
AUTHENTICATED = (
    "UPDATE session SET authenticated_at = ?, second_factor_due_at = NULL WHERE token_hash = ?"
)
DELETE = "DELETE FROM session"
FORGET = "DELETE FROM remembered WHERE series IN (SELECT remembered FROM session"
OF_HASH = " WHERE token_hash = ?"
OF_ID = " WHERE account_id = ? AND substr(token_hash, 1, 16) = ?"


@dataclass(frozen=True, slots=True)
class Session:
    """A browser in which a person signed in."""

    token_hash: str
    account: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    ends_at: datetime | None = None
    authenticated_at: datetime | None = None
    second_factor_due_at: datetime | None = None
    remembered: str | None = None
    browser: str = ""
    address: str = ""

    @property
    def id(self) -> str:
        """What names the session on a page; it opens nothing."""
        return self.token_hash[:ID_LENGTH]


def create(database: Database, account: str, now: datetime, lasting: timedelta, **more: Any) -> str:
    """Sign a person in, and give the token for their browser: only its hash is kept.

    `more` are fields of the session; it never lasts past `ends_at`.
    """
    token = secrets.token_urlsafe(32)
    expires = _sooner(now + lasting, more.get("ends_at"))
    session = Session(hash_of(token), account, now, now, expires, **more)
    database.change(INSERT, *(_kept(getattr(session, one.name)) for one in fields(Session)))
    return token


def load(database: Database, token: str, now: datetime) -> Session:
    """The session of a token, unless it ended or is too old."""
    time = time_kept(now)
    for row in database.rows(LOAD, hash_of(token), time, time):
        return _session(row)
    raise NotFoundError("session")


def load_with_account(
    database: Database, site: str, token: str, now: datetime
) -> tuple[Session, Account]:
    """The session of a token at a site, and its account that is not closed; NotFoundError."""
    time = time_kept(now)
    for row in database.rows(LOAD_WITH_ACCOUNT, hash_of(token), site, time, time):
        return _session(row[:COUNT]), account_of(row[COUNT:])
    raise NotFoundError("session")


def list_of(database: Database, account: str, now: datetime) -> list[Session]:
    """The sessions of a person that are not over, the last used first."""
    time = time_kept(now)
    return [_session(row) for row in database.rows(LIST, account, time, time)]


def seen(database: Database, session: Session, now: datetime, lasting: timedelta) -> None:
    """Let a session last longer, but not past its end; written once a minute at most."""
    if now - session.seen_at >= SEEN_EVERY:
        expires = _sooner(now + lasting, session.ends_at)
        database.change(SEEN, time_kept(now), time_kept(expires), session.token_hash)


def authenticated(database: Database, session: Session, now: datetime) -> None:
    """Note that the person just proved who they are, with the second factor if it was due."""
    database.change(AUTHENTICATED, time_kept(now), session.token_hash)


def delete(database: Database, token: str) -> None:
    """Sign out; the browser is remembered no more."""
    _delete(database, OF_HASH, hash_of(token))


def delete_one(database: Database, account: str, session_id: str) -> int:
    """End the session that a page names by its id, and remember its browser no more."""
    return _delete(database, OF_ID, account, session_id.replace("\0", ""))


def delete_other(database: Database, account: str, token_hash: str) -> int:
    """End all the sessions of a person but one; gives their number."""
    return database.change(DELETE + " WHERE account_id = ? AND token_hash <> ?",
                           account, token_hash)  # fmt: skip


def delete_all(database: Database, account: str) -> int:
    """Sign a person out everywhere; gives the number of sessions ended."""
    return database.change(DELETE + " WHERE account_id = ?", account)


def delete_expired(database: Database, now: datetime) -> int:
    """Forget the sessions that are over; gives their number."""
    time = time_kept(now)
    return database.change(DELETE + " WHERE expires_at <= ? OR ends_at <= ?", time, time)


def hash_of(token: str) -> str:
    """What is kept of a token: a stolen database opens no session."""
    return hashlib.sha256(token.encode()).hexdigest()


def _delete(database: Database, where: str, *values: object) -> int:
    with database.transaction():
        database.change(FORGET + where + ")", *values)
        return database.change(DELETE + where, *values)


def _sooner(time: datetime, end: datetime | None) -> datetime:
    return time if end is None else min(time, end)


def _kept(value: datetime | str | None) -> str | None:
    return time_kept(value) if isinstance(value, datetime) else value


def _session(row: Sequence[Any]) -> Session:
    token_hash, account, created, seen_at, expires, ends, authenticated_at, due, *rest = row
    return Session(
        token_hash, account, time_of(created), time_of(seen_at), time_of(expires),
        time_or_none(ends), time_or_none(authenticated_at), time_or_none(due), *rest,
    )  # fmt: skip
