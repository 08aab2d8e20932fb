"""Sign-ins begun at an identity provider: each is answered once, in the browser that began it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from engine.database.columns import time_kept, time_of, time_or_none
from engine.database.connection import Database
from engine.database.sessions import hash_of
from engine.errors import NotFoundError

COLUMNS = "token_hash, site, browser, sealed, created_at, expires_at, used_at, held_at"
INSERT = (
    "INSERT INTO proving (token_hash, site, browser, sealed, created_at, expires_at)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)
FIND = (
    f"SELECT {COLUMNS} FROM proving"  # noqa: S608 - names of our own
    " WHERE token_hash = ? AND site = ? AND browser = ? AND expires_at > ?"
)
USE = "UPDATE proving SET used_at = ? WHERE token_hash = ? AND used_at IS NULL"
HOLD = "UPDATE proving SET sealed = ?, held_at = ?, expires_at = ? WHERE token_hash = ?"
HELD = (
    f"SELECT {COLUMNS} FROM proving"  # noqa: S608
    " WHERE site = ? AND browser = ? AND expires_at > ? AND held_at IS NOT NULL"
    " ORDER BY held_at DESC, token_hash LIMIT 1"
)
LET_GO = "DELETE FROM proving WHERE token_hash = ?"


@dataclass(frozen=True, slots=True)
class Proving:
    """A sign-in begun; `held_at` is when the provider said who it is and no account was found."""

    token_hash: str
    site: str
    browser: str
    sealed: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    held_at: datetime | None = None


def create(
    database: Database,
    site: str,
    keys: tuple[str, str],
    sealed: str,
    now: datetime,
    lasting: timedelta,
) -> None:
    """Keep a sign-in that is begun; `keys` are its state and what tells the browser, in clear."""
    state, browser = map(hash_of, keys)
    times = time_kept(now), time_kept(now + lasting)
    database.change(INSERT, state, site, browser, sealed, *times)


def find(database: Database, site: str, state: str, browser: str, now: datetime) -> Proving:
    """The sign-in that a browser began at a site, answered already or not. NotFoundError."""
    keys = hash_of(state), site, hash_of(browser), time_kept(now)
    return _one(database.rows(FIND, *keys))


def use(database: Database, proving: Proving, now: datetime) -> bool:
    """Whether it is answered for the first time; of several answers, one is."""
    return database.change(USE, time_kept(now), proving.token_hash) == 1


def hold(
    database: Database, proving: Proving, sealed: str, now: datetime, lasting: timedelta
) -> None:
    """Keep who the provider says it is, until the person says which account is theirs."""
    times = time_kept(now), time_kept(now + lasting)
    database.change(HOLD, sealed, *times, proving.token_hash)


def held(database: Database, site: str, browser: str, now: datetime) -> Proving:
    """The last sign-in of a browser for which no account was found yet. NotFoundError."""
    return _one(database.rows(HELD, site, hash_of(browser), time_kept(now)))


def let_go(database: Database, proving: Proving) -> None:
    """Forget a sign-in."""
    database.change(LET_GO, proving.token_hash)


def delete_expired(database: Database, now: datetime) -> int:
    """Forget the sign-ins that are too old; gives their number."""
    return database.change("DELETE FROM proving WHERE expires_at <= ?", time_kept(now))


def _one(rows: Sequence[Sequence[Any]]) -> Proving:
    for token_hash, site, browser, sealed, created, expires, used, held_at in rows:
        times = time_of(created), time_of(expires), time_or_none(used), time_or_none(held_at)
        return Proving(token_hash, site, browser, sealed, *times)
    raise NotFoundError("proving")
