"""Submissions: what was sent, kept as it was sent. Every function names their owner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import peewee

from engine.database import effects
from engine.database.columns import json_kept, json_of, time_kept, time_of
from engine.database.connection import Database
from engine.database.drafts import Draft, refusal
from engine.errors import ConflictError, NotFoundError

SUBMIT = (
    "UPDATE draft SET submitted_at = ?"
    " WHERE key = ? AND owner = ? AND revision = ? AND submitted_at IS NULL"
)
INSERT = (
    "INSERT INTO submission (reference, draft_id, owner, procedure, version, answers,"
    " attestations, receipt, email, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
SELECT = (
    "SELECT reference, draft_id, owner, procedure, version, answers,"
    " attestations, receipt, email, received_at FROM submission"
)
OF_REFERENCE = " WHERE reference = ? AND owner = ?"
OF_DRAFT = " WHERE draft_id = ? AND owner = ?"
SENT = (
    "SELECT reference, draft_id, answers, received_at FROM submission"
    " WHERE owner = ? AND procedure = ? AND received_at >= ?"
    " ORDER BY received_at DESC, reference LIMIT 200"
)
COUNT_BY_VERSION = "SELECT version, COUNT(*) FROM submission WHERE procedure = ? GROUP BY version"
LAST_AT = (
    "SELECT reference, received_at FROM submission WHERE procedure = ? AND owner LIKE ?"
    " ORDER BY received_at DESC, reference LIMIT ?"
)
EVER = datetime(1970, 1, 1, tzinfo=UTC)
OF_OWNER = " WHERE owner = ? ORDER BY received_at DESC, reference"


class ReferenceTakenError(ConflictError):
    """Another submission has this reference; nothing was kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What was sent, the texts attested and everything that the receipt shows."""

    reference: str
    draft: str
    owner: str
    procedure: str
    version: int
    answers: Mapping[str, Any]
    attestations: Sequence[Mapping[str, Any]]
    receipt: Mapping[str, Any]
    email: str | None
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """What was answered in a submission, and when it was received."""

    reference: str
    draft: str
    answers: Mapping[str, Any]
    received_at: datetime


def create(
    database: Database,
    draft: Draft,
    submission: Submission,
    asked: Sequence[effects.NewEffect] = (),
) -> Submission:
    """Keep a submission and its effects, for good and together, once for a draft.

    When the draft was already sent, as by a second click, the first submission is given back and
    nothing is kept. When the draft was changed meanwhile, it is refused.
    """
    with database.transaction(durable=True):
        time = time_kept(submission.received_at)
        if not database.change(SUBMIT, time, draft.key, draft.owner, draft.revision):
            return _first_of(database, draft)
        _insert(database, submission)
        for effect in asked:
            effects.add(database, effect, submission.received_at, submission.reference)
    return submission


def load(database: Database, reference: str, owner: str) -> Submission:
    """The submission of that owner; that of someone else does not exist."""
    for row in database.rows(SELECT + OF_REFERENCE, reference, owner):
        return _submission(row)
    raise NotFoundError("submission")


def load_for_payment(database: Database, reference: str) -> Submission:
    """The submission of a payment, whoever sent it: who tells of it is the provider."""
    ((*row,),) = database.rows(f"{SELECT} WHERE reference = ?", reference)
    return _submission(tuple(row))


def load_any(database: Database, reference: str) -> Submission:
    """The submission of whoever sent it: for who runs the site; raises NotFoundError."""
    for row in database.rows(f"{SELECT} WHERE reference = ?", reference):
        return _submission(row)
    raise NotFoundError("submission")


def find(database: Database, draft: str, owner: str) -> Submission | None:
    """The submission that a draft became, if it was sent."""
    found = database.rows(SELECT + OF_DRAFT, draft, owner)
    return _submission(found[0]) if found else None


def list_of(database: Database, owner: str) -> list[Submission]:
    """What a person sent, the last first."""
    return [_submission(row) for row in database.rows(SELECT + OF_OWNER, owner)]


def count_by_version(database: Database, procedure: str) -> dict[int, int]:
    """How many submissions each version of a procedure has that has some."""
    return {
        int(version): int(number) for version, number in database.rows(COUNT_BY_VERSION, procedure)
    }


def list_for(database: Database, owner: str, procedure: str, since: datetime = EVER) -> list[Sent]:
    """What a person answered for a procedure, the last 200 sendings, the last first.

    Receipts are left where they are: they may be large, and pages of a draft need none.
    """
    rows = database.rows(SENT, owner, procedure, time_kept(since))
    return [
        Sent(reference, draft, json_of(answers), time_of(received))
        for reference, draft, answers, received in rows
    ]


def last_at(database: Database, site: str, procedure: str, most: int) -> list[tuple[str, datetime]]:
    """The references of what was sent last at a site for a procedure, and when; of whom is not."""
    rows = database.rows(LAST_AT, procedure, f"{site}/%", most)
    return [(str(reference), time_of(received)) for reference, received in rows]


def hand_over(database: Database, owner: str, to: str) -> None:
    """Make all the submissions of an owner those of another one."""
    database.change("UPDATE submission SET owner = ? WHERE owner = ?", to, owner)


def _insert(database: Database, sent: Submission) -> None:
    structures = json_kept(sent.answers), json_kept(sent.attestations), json_kept(sent.receipt)
    names = sent.reference, sent.draft, sent.owner, sent.procedure, sent.version
    try:
        database.change(INSERT, *names, *structures, sent.email, time_kept(sent.received_at))
    except peewee.IntegrityError as error:
        raise ReferenceTakenError(sent.reference) from error


def _first_of(database: Database, draft: Draft) -> Submission:
    first = find(database, draft.key, draft.owner)
    if first is None:
        raise refusal(database, draft)
    return first


def _submission(row: tuple[Any, ...]) -> Submission:
    reference, draft, owner, procedure, version, answers, attested, receipt, email, received = row
    return Submission(
        reference=reference, draft=draft, owner=owner, procedure=procedure, version=version,
        answers=json_of(answers), attestations=json_of(attested), receipt=json_of(receipt),
        email=email, received_at=time_of(received),
    )  # fmt: skip
