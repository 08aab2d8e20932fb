"""Effects: what is to be done outside. Together they are the outbox.

An effect is kept in the transaction of what causes it. A worker claims it for a while; if the
worker dies, the claim ends and the effect is done again: at least once, never lost.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from engine.database.columns import json_kept, json_of, time_kept, time_of, time_or_none
from engine.database.connection import Database

LEASE = timedelta(minutes=5)
DELAYS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=4),
    timedelta(hours=24),
)
INSERT = (
    "INSERT INTO effect (id, kind, submission_id, payload, key, created_at, due_at, attempts)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT (key) DO NOTHING"
)
COLUMNS = (
    " id, kind, submission_id, payload, key, created_at, due_at,"
    " attempts, leased_until, delivered_at, failed_at, last_error"
)
CLAIM = (
    "UPDATE effect SET leased_until = ? WHERE id IN (SELECT id FROM effect"
    " WHERE delivered_at IS NULL AND failed_at IS NULL AND due_at <= ?"
    " AND (leased_until IS NULL OR leased_until <= ?) ORDER BY due_at, id LIMIT ?"
)
UNLOCKED = " FOR UPDATE SKIP LOCKED"
CLAIMED = ") RETURNING"
DONE = (
    "UPDATE effect SET delivered_at = ?, failed_at = NULL, last_error = NULL"
    " WHERE id = ? AND delivered_at IS NULL"
)
NOTE = (
    "UPDATE effect SET attempts = ?, due_at = ?, failed_at = ?, last_error = ?, leased_until = NULL"
    " WHERE id = ? AND leased_until = ? AND delivered_at IS NULL"
)
SELECT = "SELECT"
OF_SUBMISSION = (
    " FROM effect WHERE submission_id ="
    " (SELECT reference FROM submission WHERE reference = ? AND owner = ?) ORDER BY created_at, id"
)
FORGET = (
    "UPDATE effect SET payload = '{}' WHERE submission_id IS NULL AND payload <> '{}'"
    " AND (delivered_at <= ? OR failed_at <= ?)"
)
FAILED = " FROM effect WHERE failed_at IS NOT NULL ORDER BY failed_at, id"
LONGEST_ERROR = 1000


@dataclass(frozen=True, slots=True)
class NewEffect:
    """A deed asked for. `key` says which one it is: asked for twice, it is done once."""

    kind: str
    key: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Effect:
    """A deed that waits, was done (`delivered_at`) or given up (`failed_at`)."""

    id: str
    kind: str
    submission: str | None
    payload: Mapping[str, Any]
    key: str
    created_at: datetime
    due_at: datetime
    attempts: int
    leased_until: datetime | None
    delivered_at: datetime | None
    failed_at: datetime | None
    last_error: str | None


def add(
    database: Database, effect: NewEffect, now: datetime, submission: str | None = None
) -> None:
    """Ask for a deed, due at once; one already asked for under the same key stays alone."""
    payload, time = json_kept(effect.payload), time_kept(now)
    number = secrets.token_hex(16)
    database.change(INSERT, number, effect.kind, submission, payload, effect.key, time, time)


def claim(database: Database, now: datetime, limit: int = 1) -> list[Effect]:
    """Take the effects longest due, that no other worker has, for the time of a lease."""
    unlocked = UNLOCKED if database.is_postgresql else ""
    statement = CLAIM + unlocked + CLAIMED + COLUMNS
    time = time_kept(now)
    rows = database.rows(statement, time_kept(now + LEASE), time, time, limit)
    return sorted(map(_effect, rows), key=lambda effect: (effect.due_at, effect.id))


def done(database: Database, effect: Effect, now: datetime) -> None:
    """Note that an effect was done."""
    database.change(DONE, time_kept(now), effect.id)


def retry(database: Database, effect: Effect, error: str, now: datetime) -> Effect:
    """Note why an effect could not be done; it is due again later, or given up at the last time.

    Nothing is noted when the lease ended and another worker took the effect.
    """
    attempts = effect.attempts + 1
    if attempts > len(DELAYS):
        return _noted(database, replace(effect, attempts=attempts, failed_at=now), error)
    due_at = now + DELAYS[attempts - 1]
    return _noted(database, replace(effect, attempts=attempts, due_at=due_at), error)


def give_up(database: Database, effect: Effect, error: str, now: datetime) -> Effect:
    """Note that an effect cannot be done, now or later."""
    return _noted(database, replace(effect, attempts=effect.attempts + 1, failed_at=now), error)


def forget_contents(database: Database, delivered: datetime, failed: datetime) -> int:
    """Forget the addresses and contents of what was done, or given up, before two times.

    The rows stay: their keys tell that it was done. Those of a submission go with it.
    """
    return database.change(FORGET, time_kept(delivered), time_kept(failed))


def list_of(database: Database, submission: str, owner: str) -> list[Effect]:
    """The effects of a person's submission, for them to see what became of each."""
    return [
        _effect(row) for row in database.rows(SELECT + COLUMNS + OF_SUBMISSION, submission, owner)
    ]


def list_failed(database: Database) -> list[Effect]:
    """The effects given up, for the operator."""
    return [_effect(row) for row in database.rows(SELECT + COLUMNS + FAILED)]


def _noted(database: Database, effect: Effect, error: str) -> Effect:
    noted = replace(effect, last_error=error[:LONGEST_ERROR].replace("\0", ""), leased_until=None)
    failed, lease = (time and time_kept(time) for time in (effect.failed_at, effect.leased_until))
    due = time_kept(effect.due_at)
    database.change(NOTE, effect.attempts, due, failed, noted.last_error, effect.id, lease)
    return noted


def _effect(row: tuple[Any, ...]) -> Effect:
    number, kind, submission, payload, key, created, due, attempts, *times, error = row
    leased, delivered, failed = map(time_or_none, times)
    return Effect(
        number, kind, submission, json_of(payload), key, time_of(created), time_of(due),
        attempts, leased, delivered, failed, error,
    )  # fmt: skip
