"""Invitations: codes sent by post. The first part finds one, of the last only a hash is kept."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from engine.database.columns import json_kept, json_of, time_kept, time_or_none
from engine.database.connection import Database
from engine.errors import ConflictError, NotFoundError

Json = Mapping[str, Any]


class SelectorTakenError(ConflictError):
    """Another invitation of the site begins the same way: draw another code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A person invited to activate an account; `letter` is what the letter says, for its PDF."""

    id: str
    site: str
    selector: str
    verifier_hash: str
    knowledge_hash: str
    name: str
    profile: str
    details: Json
    letter: Json
    batch: str
    account: str | None = None
    failures: int = 0
    created_at: datetime
    expires_at: datetime
    printed_at: datetime | None = None
    sent_at: datetime | None = None
    used_at: datetime | None = None
    revoked_at: datetime | None = None

    def state(self, now: datetime) -> str:
        """`used`, `revoked`, `expired`, `sent`, `printed` or `created`."""
        for name, at in (("used", self.used_at), ("revoked", self.revoked_at)):
            if at is not None:
                return name
        if self.expires_at <= now:
            return "expired"
        if self.sent_at is not None:
            return "sent"
        return "created" if self.printed_at is None else "printed"

    def serves(self, now: datetime) -> bool:
        """Whether an account can be activated with it."""
        return self.state(now) in {"created", "printed", "sent"}


NAMES = tuple(one.name for one in fields(Invitation))
COLUMNS = ", ".join("account_id" if name == "account" else name for name in NAMES)
INSERT = (
    f"INSERT INTO invitation ({COLUMNS}) VALUES ({', '.join('?' * len(NAMES))})"  # noqa: S608
    " ON CONFLICT (site, selector) DO NOTHING"
)
SELECT = f"SELECT {COLUMNS} FROM invitation WHERE site = ? AND "  # noqa: S608 - names of our own
ORDER = " ORDER BY created_at, id"
SERVES = " AND used_at IS NULL AND revoked_at IS NULL"
OF_ID = " WHERE site = ? AND id = ?"
DELETE = "DELETE FROM invitation"
USE = "UPDATE invitation SET used_at = ?, account_id = ?"
TO_JOIN = (
    "account_id = ? AND used_at IS NOT NULL AND details <> '{}' AND used_at >"
    " (SELECT created_at FROM account WHERE account.id = invitation.account_id)"
)
JOINED = "UPDATE invitation SET details = '{}'"
FREE = "UPDATE invitation SET used_at = NULL, account_id = NULL"
REVOKE = "UPDATE invitation SET revoked_at = ?"
PRINTED = "UPDATE invitation SET printed_at = COALESCE(printed_at, ?)"
SENT = "UPDATE invitation SET sent_at = COALESCE(sent_at, ?)"
IN_TIME = " AND expires_at > ?"
FAILED = (
    "UPDATE invitation SET failures = failures + 1,"
    " revoked_at = CASE WHEN revoked_at IS NULL AND used_at IS NULL AND failures + 1 >= ?"
    " THEN ? ELSE revoked_at END WHERE site = ? AND selector = ? RETURNING failures"
)


def new_id() -> str:
    """An id for a new invitation."""
    return secrets.token_urlsafe(16)


def create(database: Database, invitation: Invitation) -> None:
    """Keep an invitation, unless another one of the site has its selector: SelectorTakenError."""
    if not database.change(INSERT, *(_value(getattr(invitation, name)) for name in NAMES)):
        raise SelectorTakenError(invitation.selector)


def find(database: Database, site: str, selector: str) -> Invitation | None:
    """The invitation of a site whose code begins with a selector, whatever its state."""
    rows = database.rows(SELECT + "selector = ?", site, selector)
    return _invitation(rows[0]) if rows else None


def load(database: Database, site: str, invitation_id: str) -> Invitation:
    """The invitation of a site under an id; NotFoundError."""
    for row in database.rows(SELECT + "id = ?", site, invitation_id):
        return _invitation(row)
    raise NotFoundError("invitation")


def list_of(database: Database, site: str) -> list[Invitation]:
    """All the invitations of a site, in the order they were made."""
    return [_invitation(row) for row in database.rows(SELECT + "id <> ''" + ORDER, site)]


def list_batch(database: Database, site: str, batch: str) -> list[Invitation]:
    """The invitations of a site that were made together."""
    return [_invitation(row) for row in database.rows(SELECT + "batch = ?" + ORDER, site, batch)]


def delete(database: Database, site: str, invitation_id: str) -> None:
    """Forget an invitation, as those of the demonstration are."""
    database.change(DELETE + OF_ID, site, invitation_id)


def use(database: Database, invitation: Invitation, account: str, now: datetime) -> bool:
    """Whether the invitation becomes that of an account: of several that try, one has it."""
    time, key = time_kept(now), (invitation.site, invitation.id)
    return database.change(USE + OF_ID + SERVES + IN_TIME, time, account, *key, time) == 1


def list_to_join(database: Database, site: str, account: str) -> list[Invitation]:
    """The invitations used with the address of an account that was there before, not joined yet."""
    return [_invitation(row) for row in database.rows(SELECT + TO_JOIN + ORDER, site, account)]


def note_joined(database: Database, invitation: Invitation) -> None:
    """Note that the account has what an invitation says: it says no more."""
    database.change(JOINED + OF_ID, invitation.site, invitation.id)


def free(database: Database, invitation: Invitation) -> None:
    """Have an invitation serve again: it was used with the address of somebody else."""
    database.change(FREE + OF_ID, invitation.site, invitation.id)


def note_failure(
    database: Database, site: str, selector: str, most: int, now: datetime
) -> int | None:
    """Count a failure on a code, revoked from the `most`-th on; None for an unknown selector."""
    rows = database.rows(FAILED, most, time_kept(now), site, selector)
    return int(rows[0][0]) if rows else None


def revoke(database: Database, site: str, invitation_id: str, now: datetime) -> bool:
    """Have an invitation serve no more, if it was not used."""
    statement = REVOKE + OF_ID + SERVES
    return database.change(statement, time_kept(now), site, invitation_id) == 1


def mark_printed(database: Database, site: str, ids: Sequence[str], now: datetime) -> None:
    """Note that the letters were made; the first time stays."""
    _mark(database, PRINTED, site, ids, now)


def mark_sent(database: Database, site: str, ids: Sequence[str], now: datetime) -> None:
    """Note that the letters were posted; the first time stays."""
    _mark(database, SENT, site, ids, now)


def _mark(database: Database, mark: str, site: str, ids: Sequence[str], now: datetime) -> None:
    with database.transaction():
        for number in ids:
            database.change(mark + OF_ID, time_kept(now), site, number)


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return time_kept(value)
    return json_kept(value) if isinstance(value, Mapping) else value


def _invitation(row: Sequence[Any]) -> Invitation:
    found = dict(zip(NAMES, row, strict=True))
    for name in ("details", "letter"):
        found[name] = json_of(found[name])
    for name in NAMES:
        if name.endswith("_at"):
            found[name] = time_or_none(found[name])
    return Invitation(**found)
