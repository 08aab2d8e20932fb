"""Tokens with which another Guichet brings or takes texts; of each only a hash is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from engine.database.columns import time_kept, time_of, time_or_none
from engine.database.connection import Database
from engine.errors import NotFoundError

COLUMNS = "id, site, account, name, hash, created_at, expires_at, used_at, revoked_at"
INSERT = f"INSERT INTO token ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - our own
LIST = f"SELECT {COLUMNS} FROM token WHERE site = ? ORDER BY created_at DESC, id"  # noqa: S608
FIND = (
    f"SELECT {COLUMNS} FROM token WHERE hash = ? AND site = ?"  # noqa: S608
    " AND revoked_at IS NULL AND expires_at > ?"
)
USED = "UPDATE token SET used_at = ? WHERE id = ?"
REVOKE = "UPDATE token SET revoked_at = ? WHERE id = ? AND site = ? AND revoked_at IS NULL"


@dataclass(frozen=True, slots=True)
class Token:
    """What an account lets another installation do in its name, until a day."""

    id: str
    site: str
    account: str
    name: str
    hash: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None

    def serves(self, now: datetime) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None and self.expires_at > now


def hash_of(token: str) -> str:
    """What is kept of a token: it is random, so that nothing slower is needed."""
    return sha256(token.encode()).hexdigest()


def create(database: Database, token: Token) -> None:
    """Keep a token."""
    database.change(
        INSERT, token.id, token.site, token.account, token.name, token.hash,
        time_kept(token.created_at), time_kept(token.expires_at), None, None,
    )  # fmt: skip


def list_of(database: Database, site: str) -> list[Token]:
    """Those of a site, the last made first."""
    return [_token(row) for row in database.rows(LIST, site)]


def find(database: Database, site: str, token: str, now: datetime) -> Token:
    """The one that is shown, when it still serves at a site; raises NotFoundError."""
    for row in database.rows(FIND, hash_of(token), site, time_kept(now)):
        return _token(row)
    raise NotFoundError("token")


def used(database: Database, token: str, now: datetime) -> None:
    """Note when it was last shown."""
    database.change(USED, time_kept(now), token)


def revoke(database: Database, site: str, token: str, now: datetime) -> None:
    """Have it serve no more; raises NotFoundError when it did not any more."""
    if not database.change(REVOKE, time_kept(now), token, site):
        raise NotFoundError("token")


def _token(row: Sequence[Any]) -> Token:
    token, site, account, name, digest, created, expires, used_at, revoked_at = row
    said = token, site, account, name, digest, time_of(created), time_of(expires)
    return Token(*said, time_or_none(used_at), time_or_none(revoked_at))
