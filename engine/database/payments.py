"""What is owed for submissions, and the tries to pay it. What happened is kept with its time."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from engine.database.columns import json_kept, json_of, time_kept, time_of, time_or_none
from engine.database.connection import Database
from engine.errors import NotFoundError

Fact = Literal["returned_at", "asked_at", "paid_at", "refused_at", "abandoned_at"]
OWE = (
    "INSERT INTO due (submission_id, site, amount, label, email, language, created_at, receipt)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, '{}')"
)
DUES = (
    "SELECT due.submission_id, due.site, due.amount, due.label, due.email, due.language,"
    " due.created_at, due.paid_at, due.reference, due.receipt FROM due"
)
OF_OWNER = " JOIN submission ON submission.reference = due.submission_id"
ORDERED = " ORDER BY due.created_at DESC, due.submission_id"
SETTLE = (
    "UPDATE due SET paid_at = ?, reference = ?, receipt = ?"
    " WHERE submission_id = ? AND paid_at IS NULL"
)
START = "INSERT INTO payment (id, due_id, provider, url, started_at) VALUES (?, ?, ?, '', ?)"
PAYMENTS = (
    "SELECT id, due_id, provider, operation, url, started_at, returned_at, asked_at, paid_at,"
    " refused_at, abandoned_at FROM payment"
)
OPEN = (
    " WHERE paid_at IS NULL AND refused_at IS NULL AND abandoned_at IS NULL AND operation IS NOT"
    " NULL AND started_at <= ? AND started_at > ? ORDER BY started_at, id LIMIT ?"
)
# What was first told stays. A payment that was refused or abandoned may still be paid later, not
# the other way round.
NOTE: Mapping[Fact, str] = {
    "returned_at": "UPDATE payment SET returned_at = ? WHERE id = ? AND returned_at IS NULL",
    "asked_at": "UPDATE payment SET asked_at = ? WHERE id = ?",
    "paid_at": "UPDATE payment SET paid_at = ? WHERE id = ? AND paid_at IS NULL",
    "refused_at": (
        "UPDATE payment SET refused_at = ?"
        " WHERE id = ? AND paid_at IS NULL AND refused_at IS NULL AND abandoned_at IS NULL"
    ),
    "abandoned_at": (
        "UPDATE payment SET abandoned_at = ?"
        " WHERE id = ? AND paid_at IS NULL AND refused_at IS NULL AND abandoned_at IS NULL"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is owed for a submission, in euros. Once paid it has a reference and a receipt."""

    submission: str
    site: str
    amount: Decimal
    label: str
    email: str | None
    language: str
    created_at: datetime
    paid_at: datetime | None = None
    reference: str | None = None
    receipt: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A try to pay, and when what happened to it."""

    id: str
    due: str
    provider: str
    operation: str | None
    url: str
    started_at: datetime
    returned_at: datetime | None
    asked_at: datetime | None
    paid_at: datetime | None
    refused_at: datetime | None
    abandoned_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether nobody knows yet how it ends."""
        return not (self.paid_at or self.refused_at or self.abandoned_at)


def owe(database: Database, due: Due) -> None:
    """Keep what is owed for a submission, with it."""
    names = due.submission, due.site, str(due.amount), due.label, due.email, due.language
    database.change(OWE, *names, time_kept(due.created_at))


def load_due(database: Database, submission: str, owner: str) -> Due:
    """What is owed for a submission of that owner; raises NotFoundError."""
    where = " WHERE due.submission_id = ? AND submission.owner = ?"
    for row in database.rows(DUES + OF_OWNER + where, submission, owner):
        return _due(row)
    raise NotFoundError("due")


def due_of(database: Database, payment: Payment) -> Due:
    """What a payment is for, whoever owes it."""
    ((*row,),) = database.rows(f"{DUES} WHERE due.submission_id = ?", payment.due)
    return _due(tuple(row))


def dues_of(database: Database, owner: str) -> list[Due]:
    """All that a person owes or has paid, the last first."""
    statement = f"{DUES}{OF_OWNER} WHERE submission.owner = ?{ORDERED}"
    return [_due(row) for row in database.rows(statement, owner)]


def settle(
    database: Database, due: Due, reference: str, receipt: Mapping[str, Any], now: datetime
) -> bool:
    """Note that what is owed was paid; False when it had been already."""
    kept = json_kept(receipt)
    return bool(database.change(SETTLE, time_kept(now), reference, kept, due.submission))


def start(database: Database, due: Due, provider: str, now: datetime) -> str:
    """Begin a try to pay; gives its number, which nobody can guess."""
    number = secrets.token_hex(16)
    database.change(START, number, due.submission, provider, time_kept(now))
    return number


def know_operation(database: Database, payment: str, operation: str, url: str) -> None:
    """Keep how the provider names a payment, and where it is made."""
    statement = "UPDATE payment SET operation = ?, url = ? WHERE id = ?"
    database.change(statement, operation, url, payment)


def load(database: Database, number: str) -> Payment:
    """A payment by its number; raises NotFoundError."""
    for row in database.rows(f"{PAYMENTS} WHERE id = ?", number):
        return _payment(row)
    raise NotFoundError("payment")


def tries(database: Database, submission: str) -> list[Payment]:
    """The tries to pay what is owed for a submission, the last first."""
    statement = f"{PAYMENTS} WHERE due_id = ? ORDER BY started_at DESC, id"
    return [_payment(row) for row in database.rows(statement, submission)]


def list_open(
    database: Database, before: datetime, since: datetime, most: int = 100
) -> list[Payment]:
    """The payments begun between two times of which nobody knows the end."""
    times = time_kept(before), time_kept(since)
    return [_payment(row) for row in database.rows(PAYMENTS + OPEN, *times, most)]


def note(database: Database, payment: str, fact: Fact, at: datetime) -> bool:
    """Keep when something happened to a payment; False when that was known or cannot be."""
    return bool(database.change(NOTE[fact], time_kept(at), payment))


def _due(row: tuple[Any, ...]) -> Due:
    submission, site, amount, label, email, language, created, paid, reference, receipt = row
    return Due(
        submission=submission, site=site, amount=Decimal(amount), label=label, email=email,
        language=language, created_at=time_of(created), paid_at=time_or_none(paid),
        reference=reference, receipt=json_of(receipt),
    )  # fmt: skip


def _payment(row: tuple[Any, ...]) -> Payment:
    number, due, provider, operation, url, started, *times = row
    returned, asked, paid, refused, abandoned = map(time_or_none, times)
    return Payment(
        id=number, due=due, provider=provider, operation=operation, url=url,
        started_at=time_of(started), returned_at=returned, asked_at=asked, paid_at=paid,
        refused_at=refused, abandoned_at=abandoned,
    )  # fmt: skip
