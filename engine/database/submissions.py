"""Submissions: what was sent, kept as it was sent. Every function names their owner."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import peewee

from engine.database import effects, tables
from engine.database.columns import time_kept
from engine.database.connection import Database
from engine.database.drafts import Draft, refusal
from engine.errors import ConflictError, NotFoundError

SUBMIT = (
    "UPDATE draft SET submitted_at = ?"
    " WHERE key = ? AND owner = ? AND revision = ? AND submitted_at IS NULL"
)


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
    table = tables.Submission
    for submission in _where(database, (table.reference == reference) & (table.owner == owner)):
        return submission
    raise NotFoundError("submission")


def find(database: Database, draft: str, owner: str) -> Submission | None:
    """The submission that a draft became, if it was sent."""
    table = tables.Submission
    found = _where(database, (table.draft == draft) & (table.owner == owner))
    return found[0] if found else None


def list_of(database: Database, owner: str) -> list[Submission]:
    """What a person sent, the last first."""
    return _where(database, tables.Submission.owner == owner)


def _insert(database: Database, submission: Submission) -> None:
    try:
        database.run(tables.Submission.insert(asdict(submission)))
    except peewee.IntegrityError as error:
        raise ReferenceTakenError(submission.reference) from error


def _first_of(database: Database, draft: Draft) -> Submission:
    first = find(database, draft.key, draft.owner)
    if first is None:
        raise refusal(database, draft)
    return first


def _where(database: Database, condition: Any) -> list[Submission]:
    table = tables.Submission
    query = table.select().where(condition).order_by(table.received_at.desc(), table.reference)
    return [Submission(**row) for row in database.run(query.dicts())]
