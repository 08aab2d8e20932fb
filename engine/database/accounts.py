"""Accounts: the persons who sign in. The one of the session is read at every request."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import peewee

from engine.database import tables
from engine.database.columns import json_of, time_of
from engine.database.connection import Database
from engine.errors import ConflictError, NotFoundError

SELECT = "SELECT id, email, name, profile, details, created_at FROM account"
OF_ID = " WHERE id = ?"
OF_EMAIL = " WHERE email = ?"


class EmailTakenError(ConflictError):
    """Another account already has this mail address."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person who signs in; `email` is as the caller normalised it."""

    id: str
    email: str
    name: str
    profile: str
    details: Mapping[str, Any]
    created_at: datetime


def create(
    database: Database,
    email: str,
    name: str,
    profile: str,
    details: Mapping[str, Any],
    now: datetime,
) -> Account:
    """Open an account, unless another one has this mail address."""
    account = Account(secrets.token_urlsafe(16), email, name, profile, details, now)
    try:
        with database.transaction():
            database.run(tables.Account.insert(asdict(account)))
    except peewee.IntegrityError as error:
        raise EmailTakenError(email) from error
    return account


def load(database: Database, account_id: str) -> Account:
    """The account under an id."""
    for row in database.rows(SELECT + OF_ID, account_id):
        return _account(row)
    raise NotFoundError("account")


def find(database: Database, email: str) -> Account | None:
    """The account that has a mail address, written as it was when it was created."""
    rows = database.rows(SELECT + OF_EMAIL, email)
    return _account(rows[0]) if rows else None


def save(database: Database, account: Account) -> None:
    """Keep what changed in an account."""
    table = tables.Account
    changes = asdict(account)
    if not database.run(table.update(changes).where(table.id == changes.pop("id"))):
        raise NotFoundError("account")


def _account(row: tuple[Any, ...]) -> Account:
    account_id, email, name, profile, details, created_at = row
    return Account(account_id, email, name, profile, json_of(details), time_of(created_at))
