"""Sessions: browsers in which a person signed in. Read at every request."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.database.columns import time_kept, time_of
from engine.database.connection import Database
from engine.errors import NotFoundError

SEEN_EVERY = timedelta(minutes=1)
INSERT = (
    "INSERT INTO session (token_hash, account_id, created_at, seen_at, expires_at)"
    " VALUES (?, ?, ?, ?, ?)"
)
LOAD = (
    "SELECT account_id, created_at, seen_at, expires_at FROM session"
    " WHERE token_hash = ? AND expires_at > ?"
)
SEEN = "UPDATE session SET seen_at = ?, expires_at = ? WHERE token_hash = ?"


@dataclass(frozen=True, slots=True)
class Session:
    """A browser in which a person signed in."""

    token_hash: str
    account: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


def create(database: Database, account: str, now: datetime, lasting: timedelta) -> str:
    """Sign a person in, and give the token for their browser: only its hash is kept."""
    token = secrets.token_urlsafe(32)
    times = (time_kept(time) for time in (now, now, now + lasting))
    database.change(INSERT, hash_of(token), account, *times)
    return token


def load(database: Database, token: str, now: datetime) -> Session:
    """The session of a token, unless it ended or is too old."""
    token_hash = hash_of(token)
    for account, created, seen, expires in database.rows(LOAD, token_hash, time_kept(now)):
        return Session(token_hash, account, time_of(created), time_of(seen), time_of(expires))
    raise NotFoundError("session")


def seen(database: Database, session: Session, now: datetime, lasting: timedelta) -> None:
    """Let a session last longer; written once a minute at most."""
    if now - session.seen_at >= SEEN_EVERY:
        database.change(SEEN, time_kept(now), time_kept(now + lasting), session.token_hash)


def delete(database: Database, token: str) -> None:
    """Sign out."""
    database.change("DELETE FROM session WHERE token_hash = ?", hash_of(token))


def delete_all(database: Database, account: str) -> int:
    """Sign a person out everywhere; gives the number of sessions ended."""
    return database.change("DELETE FROM session WHERE account_id = ?", account)


def delete_expired(database: Database, now: datetime) -> int:
    """Forget the sessions that are too old; gives their number."""
    return database.change("DELETE FROM session WHERE expires_at <= ?", time_kept(now))


def hash_of(token: str) -> str:
    """What is kept of a token: a stolen database opens no session."""
    return hashlib.sha256(token.encode()).hexdigest()
