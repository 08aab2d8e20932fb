"""Identities: how a provider calls somebody, and which account of a site is theirs."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.database.columns import time_kept, time_of
from engine.database.connection import Database
from engine.errors import ConflictError

COLUMNS = "id, account_id, site, issuer, subject, created_at, used_at"
SELECT = f"SELECT {COLUMNS} FROM identity"  # noqa: S608 - names of our own
INSERT = (
    f"INSERT INTO identity ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
    " ON CONFLICT (site, issuer, subject) DO NOTHING"
)
SIGN_OUT = (
    "SELECT sealed FROM farewell JOIN session ON session.token_hash = farewell.token_hash"
    " WHERE farewell.token_hash = ?"
)


class IdentityTakenError(ConflictError):
    """This identity is already that of another account."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody, as a provider calls them, and their account."""

    id: str
    account: str
    site: str
    issuer: str
    subject: str
    created_at: datetime
    used_at: datetime


def link(
    database: Database, site: str, account: str, who: tuple[str, str], now: datetime
) -> Identity:
    """Keep whose account it is; `who` is the issuer and the subject. IdentityTakenError."""
    made = Identity(secrets.token_hex(16), account, site, *who, now, now)
    times = time_kept(now), time_kept(now)
    if not database.change(INSERT, made.id, account, site, *who, *times):
        raise IdentityTakenError("identity")
    return made


def find(database: Database, site: str, who: tuple[str, str]) -> Identity | None:
    """The identity of a provider's person at a site, None when no account is theirs."""
    where = " WHERE site = ? AND issuer = ? AND subject = ?"
    return next(iter(map(_identity, database.rows(SELECT + where, site, *who))), None)


def list_of(database: Database, site: str, account: str) -> list[Identity]:
    """The identities with which an account is signed in to, the first linked first."""
    where = " WHERE site = ? AND account_id = ? ORDER BY created_at, id"
    return [_identity(row) for row in database.rows(SELECT + where, site, account)]


def seen(database: Database, identity: Identity, now: datetime) -> None:
    """Note that somebody signed in with it."""
    database.change("UPDATE identity SET used_at = ? WHERE id = ?", time_kept(now), identity.id)


def delete_all(database: Database, account: str) -> int:
    """Forget all the identities of an account; gives their number."""
    return database.change("DELETE FROM identity WHERE account_id = ?", account)


def keep_farewell(database: Database, token_hash: str, sealed: str) -> None:
    """Keep what the provider wants to see at the end of a session."""
    database.change("INSERT INTO farewell (token_hash, sealed) VALUES (?, ?)", token_hash, sealed)


def farewell(database: Database, token_hash: str) -> str | None:
    """What a provider wants to see at the end of a session, None when it knows nothing of it."""
    return next((sealed for (sealed,) in database.rows(SIGN_OUT, token_hash)), None)


def _identity(row: Sequence[Any]) -> Identity:
    number, account, site, issuer, subject, created, used = row
    return Identity(number, account, site, issuer, subject, time_of(created), time_of(used))
