"""Accounts: the persons who sign in."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import peewee

from engine.database import tables
from engine.database.connection import Database
from engine.errors import ConflictError, NotFoundError


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
    return _one(database, tables.Account.id == account_id)


def find(database: Database, email: str) -> Account | None:
    """The account that has a mail address, written as it was when it was created."""
    return next(iter(_where(database, tables.Account.email == email)), None)


def save(database: Database, account: Account) -> None:
    """Keep what changed in an account."""
    table = tables.Account
    changes = asdict(account)
    if not database.run(table.update(changes).where(table.id == changes.pop("id"))):
        raise NotFoundError("account")


def _one(database: Database, condition: Any) -> Account:
    for account in _where(database, condition):
        return account
    raise NotFoundError("account")


def _where(database: Database, condition: Any) -> list[Account]:
    query = tables.Account.select().where(condition).dicts()
    return [Account(**row) for row in database.run(query)]
