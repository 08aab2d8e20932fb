"""Remembered browsers: each has a series, and a token that changes every time it is used.

A token that comes back after it changed was stolen, unless it comes back at once: two tabs may
ask together. The next token is worked out from the present one with a key, so that both get it.
"""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from engine.database.columns import time_kept, time_of
from engine.database.connection import Database
from engine.database.sessions import hash_of
from engine.errors import NotFoundError

TOLERATED = timedelta(seconds=60)
COLUMNS = "remembered.series, account_id, token_hash, remembered.created_at, used_at, expires_at"
INSERT = (
    "INSERT INTO remembered"
    " (series, account_id, token_hash, created_at, used_at, expires_at, browser)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
LOAD = (
    f"SELECT {COLUMNS}, browser FROM remembered"  # noqa: S608 - names of our own
    " JOIN account ON account.id = remembered.account_id"
    " WHERE series = ? AND account.site = ? AND account.closed_at IS NULL AND expires_at > ?"
)
LIST = (
    f"SELECT {COLUMNS}, browser FROM remembered"  # noqa: S608
    " WHERE account_id = ? AND expires_at > ? ORDER BY used_at DESC, series"
)
USE = "UPDATE remembered SET token_hash = ?, used_at = ? WHERE series = ? AND token_hash = ?"
DELETE = "DELETE FROM remembered"
END_SESSIONS = "DELETE FROM session WHERE remembered = ?"


@dataclass(frozen=True, slots=True)
class Remembered:
    """A browser that a person asked to remember."""

    series: str
    account: str
    token_hash: str
    created_at: datetime
    used_at: datetime
    expires_at: datetime
    browser: str


@dataclass(frozen=True, slots=True)
class Renewed:
    """A browser was recognised: `token` is what it has from now on."""

    series: str
    account: str
    token: str


@dataclass(frozen=True, slots=True)
class Stolen:
    """A token was used by two browsers: the series is over, and its sessions with it."""

    series: str
    account: str


def create(
    database: Database, account: str, browser: str, now: datetime, lasting: timedelta
) -> tuple[str, str]:
    """Remember a browser: its series, and the token to give it, of which only a hash is kept."""
    series, secret = secrets.token_urlsafe(16), secrets.token_urlsafe(32)
    times = [time_kept(time) for time in (now, now, now + lasting)]
    database.change(INSERT, series, account, hash_of(secret), *times, browser)
    return series, f"{series}.{secret}"


def use(database: Database, site: str, token: str, key: bytes, now: datetime) -> Renewed | Stolen:
    """Recognise a browser by its token, which changes; raises NotFoundError for an unknown one."""
    series, secret = _parts(token)
    known = _load(database, site, series, now)
    renewed = Renewed(series, known.account, f"{series}.{_next(secret, key)}")
    with database.transaction():
        if _is_changed(database, series, secret, key, now):
            return renewed
        known = _load(database, site, series, now)
        if _is_late_tab(known, secret, key, now):
            return renewed
        _end(database, series)
    return Stolen(series, known.account)


def list_of(database: Database, account: str, now: datetime) -> list[Remembered]:
    """The browsers that a person had remembered, the last used first."""
    return [_remembered(row) for row in database.rows(LIST, account, time_kept(now))]


def delete(database: Database, account: str, series: str) -> int:
    """Remember a browser of a person no more, and end its sessions."""
    series = series.replace("\0", "")
    with database.transaction():
        deleted = database.change(DELETE + " WHERE account_id = ? AND series = ?", account, series)
        if deleted:
            database.change(END_SESSIONS, series)
    return deleted


def forget(database: Database, token: str) -> None:
    """Remember the browser that has a token no more."""
    series, secret = _parts(token)
    database.change(DELETE + " WHERE series = ? AND token_hash = ?", series, hash_of(secret))


def delete_other(database: Database, account: str, series: str | None) -> int:
    """Remember no browser of a person but that of a series."""
    return database.change(DELETE + " WHERE account_id = ? AND series <> ?", account, series or "")


def delete_all(database: Database, account: str) -> int:
    """Remember no browser of a person; gives the number forgotten."""
    return database.change(DELETE + " WHERE account_id = ?", account)


def delete_expired(database: Database, now: datetime) -> int:
    """Forget what is too old; gives the number."""
    return database.change(DELETE + " WHERE expires_at <= ?", time_kept(now))


def _load(database: Database, site: str, series: str, now: datetime) -> Remembered:
    for row in database.rows(LOAD, series, site, time_kept(now)):
        return _remembered(row)
    raise NotFoundError("remembered")


def _is_changed(database: Database, series: str, secret: str, key: bytes, now: datetime) -> bool:
    following = hash_of(_next(secret, key))
    return database.change(USE, following, time_kept(now), series, hash_of(secret)) == 1


def _is_late_tab(known: Remembered, secret: str, key: bytes, now: datetime) -> bool:
    """Whether a token is the one before the present one, which it became a moment ago."""
    follows = hmac.compare_digest(hash_of(_next(secret, key)), known.token_hash)
    return follows and now - known.used_at <= TOLERATED


def _end(database: Database, series: str) -> None:
    database.change(END_SESSIONS, series)
    database.change(DELETE + " WHERE series = ?", series)


def _parts(token: str) -> tuple[str, str]:
    """The series and the secret of a token; PostgreSQL refuses the character that is left out."""
    series, _dot, secret = token.replace("\0", "").partition(".")
    return series, secret


def _next(secret: str, key: bytes) -> str:
    return hmac.digest(key, b"remembered:" + secret.encode(), "sha256").hex()


def _remembered(row: Sequence[Any]) -> Remembered:
    series, account, token_hash, created, used, expires, browser = row
    times = time_of(created), time_of(used), time_of(expires)
    return Remembered(series, account, token_hash, *times, browser)
