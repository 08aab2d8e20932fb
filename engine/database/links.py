"""Links sent by mail: each serves once, before its end; of its token only a hash is kept."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from engine.database.columns import json_kept, json_of, time_kept, time_of, time_or_none
from engine.database.connection import Database
from engine.database.sessions import hash_of
from engine.errors import NotFoundError

INSERT = (
    "INSERT INTO link (token_hash, account_id, purpose, details, created_at, expires_at)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)
COLUMNS = "token_hash, account_id, purpose, details, created_at, expires_at, used_at"
OPEN = (
    " token_hash = ? AND used_at IS NULL AND expires_at > ?"
    " AND account_id IN (SELECT id FROM account WHERE site = ? AND closed_at IS NULL)"
)
FIND = f"SELECT {COLUMNS} FROM link WHERE" + OPEN  # noqa: S608 - names of our own
USE = "UPDATE link SET used_at = ? WHERE"
GIVING = f" AND purpose = ? RETURNING {COLUMNS}"
REVOKE = "UPDATE link SET used_at = ? WHERE account_id = ? AND purpose = ? AND used_at IS NULL"


@dataclass(frozen=True, slots=True)
class Link:
    """A link sent to the person of an account, for one purpose."""

    token_hash: str
    account: str
    purpose: str
    details: Mapping[str, Any]
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


def new_token() -> str:
    """A token that nobody can guess: 256 bits."""
    return secrets.token_urlsafe(32)


def create(
    database: Database,
    account: str,
    purpose: str,
    details: Mapping[str, Any],
    now: datetime,
    lasting: timedelta,
) -> str:
    """Make a link for an account, and give the token that goes in its address."""
    token = new_token()
    times = time_kept(now), time_kept(now + lasting)
    database.change(INSERT, hash_of(token), account, purpose, json_kept(details), *times)
    return token


def find(database: Database, site: str, token: str, now: datetime) -> Link:
    """The link of a token of a site, that still serves; it is not used by that. NotFoundError."""
    return _one(database.rows(FIND, hash_of(token), time_kept(now), site))


def use(database: Database, site: str, token: str, purpose: str, now: datetime) -> Link:
    """Use a link of a site for its purpose; of several that try, one has it. NotFoundError."""
    time = time_kept(now)
    return _one(database.rows(USE + OPEN + GIVING, time, hash_of(token), time, site, purpose))


def revoke(database: Database, account: str, purpose: str, now: datetime) -> int:
    """Have the links of an account for a purpose serve no more; gives their number."""
    return database.change(REVOKE, time_kept(now), account, purpose)


def delete_expired(database: Database, now: datetime) -> int:
    """Forget the links that are too old; gives their number."""
    return database.change("DELETE FROM link WHERE expires_at <= ?", time_kept(now))


def _one(rows: Sequence[Sequence[Any]]) -> Link:
    for token_hash, account, purpose, details, created, expires, used in rows:
        times = time_of(created), time_of(expires), time_or_none(used)
        return Link(token_hash, account, purpose, json_of(details), *times)
    raise NotFoundError("link")
