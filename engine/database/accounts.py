"""Accounts: the persons who sign in, each at one site. The session's is read at every request.

Every function names the site, or takes an account that was read at one.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from engine.database.columns import json_kept, json_of, time_kept, time_of, time_or_none
from engine.database.connection import Database
from engine.errors import ConflictError, NotFoundError

Json = Mapping[str, Any]


class EmailTakenError(ConflictError):
    """Another account of the site already has this mail address."""


class AccountChangedError(ConflictError):
    """What the account knows was changed elsewhere meanwhile; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person who signs in at a site; `email` is as the caller normalised it."""

    id: str
    site: str
    email: str
    name: str
    profile: str
    details: Json
    created_at: datetime
    roles: tuple[str, ...] = ()
    preferences: Json = field(default_factory=dict)
    password_hash: str | None = field(default=None, repr=False)
    password_changed_at: datetime | None = None
    reset_required_at: datetime | None = None
    email_verified_at: datetime | None = None
    totp_secret: str | None = field(default=None, repr=False)
    totp_confirmed_at: datetime | None = None
    totp_last_step: int | None = None
    closed_at: datetime | None = None


NAMES = tuple(one.name for one in fields(Account))
COLUMNS = ", ".join(NAMES)
SELECT = f"SELECT {COLUMNS} FROM account"  # noqa: S608 - names of our own
OF_ID = " WHERE id = ? AND site = ?"
OF_EMAIL = " WHERE site = ? AND email = ?"
AT = " WHERE site = ? ORDER BY created_at, id"
SEARCH = (
    " WHERE site = ? AND closed_at IS NULL"
    " AND (email LIKE ? ESCAPE '\\' OR lower(name) LIKE ? ESCAPE '\\') ORDER BY email LIMIT ?"
)
INSERT = (
    f"INSERT INTO account ({COLUMNS}) VALUES ({', '.join('?' * len(NAMES))})"  # noqa: S608
    " ON CONFLICT (site, email) DO NOTHING"
)
NEW_HASH = "UPDATE account SET password_hash = ?, password_changed_at = ?, reset_required_at = NULL"
REHASH = "UPDATE account SET password_hash = ?"
SAME_HASH = " AND password_hash = ?"
CONFIRM = "UPDATE account SET email_verified_at = COALESCE(email_verified_at, ?)"
EMAIL = "UPDATE account SET email = ?, email_verified_at = ?"
FREE = (
    " AND NOT EXISTS (SELECT 1 FROM account AS other"
    " WHERE other.site = ? AND other.email = ? AND other.id <> account.id)"
)
TOTP = "UPDATE account SET totp_secret = ?, totp_confirmed_at = ?, totp_last_step = NULL"
PROVED_TOTP = "UPDATE account SET totp_secret = ?, totp_confirmed_at = ?"
STEP = "UPDATE account SET totp_last_step = ?"
LATER_STEP = " AND (totp_last_step IS NULL OR totp_last_step < ?)"
DETAILS = "UPDATE account SET details = ?"
SAME_DETAILS = " AND details = ?"
PREFERENCES = "UPDATE account SET preferences = ?"
SAME_PREFERENCES = " AND preferences = ?"
ROLES = "UPDATE account SET roles = ?"
NAME = "UPDATE account SET name = ?"
DISCARD = "DELETE FROM account"
UNUSED = " AND email_verified_at IS NULL AND password_hash IS NULL"
UNCONFIRMED = (
    " WHERE email_verified_at IS NULL AND closed_at IS NULL AND reset_required_at IS NULL"
    " AND roles = '[]' AND created_at <= ? AND (password_hash IS NOT NULL"
    " OR EXISTS (SELECT 1 FROM identity WHERE identity.account_id = account.id))"
    " AND NOT EXISTS (SELECT 1 FROM link WHERE link.account_id = account.id"
    " AND link.used_at IS NULL AND link.expires_at > ?)"
)
FREE_CODES = "UPDATE invitation SET used_at = NULL WHERE account_id IN (SELECT id FROM account"
CLOSE = (
    "UPDATE account SET closed_at = COALESCE(closed_at, ?), password_hash = NULL,"
    " totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL"
)


def create(
    database: Database,
    site: str,
    email: str,
    name: str,
    profile: str,
    details: Json,
    now: datetime,
    **more: Any,
) -> Account:
    """Open an account, unless another one of the site has this mail address; `more` are fields."""
    number = secrets.token_urlsafe(16)
    account = Account(number, site, email, name, profile, details, now, **more)
    if not database.change(INSERT, *_kept(account)):
        raise EmailTakenError(email)
    return account


def load(database: Database, site: str, account_id: str) -> Account:
    """The account of a site under an id; that of another site does not exist."""
    for row in database.rows(SELECT + OF_ID, account_id, site):
        return account_of(row)
    raise NotFoundError("account")


def load_several(database: Database, ids: Sequence[str]) -> dict[tuple[str, str], Account]:
    """The accounts among a few hundred ids, of any site, by site and id."""
    if not ids:
        return {}
    places = ", ".join("?" * len(ids))
    rows = database.rows(f"{SELECT} WHERE id IN ({places})", *ids)
    return {(one.site, one.id): one for one in map(account_of, rows)}


def find(database: Database, site: str, email: str) -> Account | None:
    """The account of a site that has a mail address, normalised as when it was created."""
    rows = database.rows(SELECT + OF_EMAIL, site, email)
    return account_of(rows[0]) if rows else None


def list_of(database: Database, site: str) -> list[Account]:
    """All the accounts of a site, closed ones too, the first opened first."""
    return [account_of(row) for row in database.rows(SELECT + AT, site)]


def search(database: Database, site: str, text: str, limit: int) -> list[Account]:
    """The open accounts of a site whose address or name holds a text, by their address."""
    held = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    rows = database.rows(SELECT + SEARCH, site, held, held, limit)
    return [account_of(row) for row in rows]


def set_password(database: Database, account: Account, password_hash: str, now: datetime) -> None:
    """Keep the hash of a new password; no reset is required any more."""
    _change(database, account, NEW_HASH, password_hash, time_kept(now))


def rehash(database: Database, account: Account, password_hash: str) -> None:
    """Keep another hash of the same password, unless the password changed meanwhile."""
    values = password_hash, account.id, account.site, account.password_hash
    database.change(REHASH + OF_ID + SAME_HASH, *values)


def confirm_email(database: Database, account: Account, now: datetime) -> None:
    """Note that the person reads the mails of the address; the first time stays."""
    _change(database, account, CONFIRM, time_kept(now))


def set_email(
    database: Database, account: Account, email: str, verified_at: datetime | None
) -> Account:
    """Give an account another mail address, unless another account of the site has it."""
    verified = None if verified_at is None else time_kept(verified_at)
    key = account.id, account.site
    if not database.change(EMAIL + OF_ID + FREE, email, verified, *key, account.site, email):
        load(database, account.site, account.id)
        raise EmailTakenError(email)
    return replace(account, email=email, email_verified_at=verified_at)


def set_totp(
    database: Database, account: Account, secret: str | None, confirmed_at: datetime | None
) -> None:
    """Keep the secret of the second factor, and when a code first proved it.

    None takes it away. The code that proves a secret is noted before, and does not serve again.
    """
    if confirmed_at is None:
        _change(database, account, TOTP, secret, None)
    else:
        _change(database, account, PROVED_TOTP, secret, time_kept(confirmed_at))


def note_totp_step(database: Database, account: Account, step: int) -> bool:
    """Whether a step of the second factor is later than all those used; it is used from now on."""
    values = step, account.id, account.site, step
    return database.change(STEP + OF_ID + LATER_STEP, *values) == 1


def set_details(database: Database, account: Account, details: Json) -> Account:
    """Keep what an account knows, unless it was changed since `account` was read."""
    _swap(database, account, DETAILS + OF_ID + SAME_DETAILS, details, account.details)
    return replace(account, details=details)


def set_preferences(database: Database, account: Account, preferences: Json) -> Account:
    """Keep what a person prefers, unless it was changed since `account` was read."""
    statement = PREFERENCES + OF_ID + SAME_PREFERENCES
    _swap(database, account, statement, preferences, account.preferences)
    return replace(account, preferences=preferences)


def set_name(database: Database, account: Account, name: str) -> Account:
    """Keep another name."""
    _change(database, account, NAME, name)
    return replace(account, name=name)


def set_roles(database: Database, account: Account, roles: Sequence[str]) -> Account:
    """Give an account these roles, and no others."""
    _change(database, account, ROLES, json_kept(list(roles)))
    return replace(account, roles=tuple(roles))


def discard(database: Database, account: Account) -> None:
    """Delete an account that nobody ever entered: neither confirmed, nor with a password."""
    database.change(DISCARD + OF_ID + UNUSED, account.id, account.site)


def discard_unconfirmed(database: Database, before: datetime, now: datetime) -> int:
    """Delete the accounts that nobody confirmed in time; gives their number.

    The codes of letters with which they were opened serve again.
    """
    times = time_kept(before), time_kept(now)
    with database.transaction():
        database.change(FREE_CODES + UNCONFIRMED + ")", *times)
        return database.change(DISCARD + UNCONFIRMED, *times)


def close(database: Database, account: Account, now: datetime) -> None:
    """Close an account: nobody signs in to it any more; what it knows is left to be erased."""
    _change(database, account, CLOSE, time_kept(now))


def account_of(row: Sequence[Any]) -> Account:
    """The account of a row that has the columns of `COLUMNS`."""
    number, site, email, name, profile, details, created, roles, preferences, *secret = row
    password_hash, changed, required, verified, totp, confirmed, step, closed = secret
    return Account(
        number, site, email, name, profile, json_of(details), time_of(created),
        tuple(json_of(roles)), json_of(preferences), password_hash,
        time_or_none(changed), time_or_none(required), time_or_none(verified),
        totp, time_or_none(confirmed), step, time_or_none(closed),
    )  # fmt: skip


def _kept(account: Account) -> list[Any]:
    return [_value(getattr(account, name)) for name in NAMES]


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return time_kept(value)
    if isinstance(value, tuple):
        return json_kept(list(value))
    return json_kept(value) if isinstance(value, Mapping) else value


def _change(database: Database, account: Account, statement: str, *values: object) -> None:
    if not database.change(statement + OF_ID, *values, account.id, account.site):
        raise NotFoundError("account")


def _swap(database: Database, account: Account, statement: str, new: Json, old: Json) -> None:
    values = json_kept(new), account.id, account.site, json_kept(old)
    if not database.change(statement, *values):
        load(database, account.site, account.id)
        raise AccountChangedError(account.id)
