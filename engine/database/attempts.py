"""Attempts: tries that failed, or that may fail. Their subjects are hashes made by the caller."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime

from engine.database.columns import time_kept, time_of
from engine.database.connection import Database

INSERT = "INSERT INTO attempt (id, kind, subject, at) VALUES (?, ?, ?, ?)"
TIMES = "SELECT subject, at FROM attempt WHERE kind = ? AND at > ? AND subject IN "
ORDER = " ORDER BY at, id"
DELETE = "DELETE FROM attempt WHERE id IN "
CLEAR = "DELETE FROM attempt WHERE kind = ? AND subject IN "


def add(database: Database, kind: str, subjects: Iterable[str], now: datetime) -> list[str]:
    """Keep a try for each subject; gives their ids, by which they can be taken back."""
    found = []
    for subject in subjects:
        found.append(secrets.token_hex(16))
        database.change(INSERT, found[-1], kind, subject, time_kept(now))
    return found


def times(
    database: Database, kind: str, subjects: Sequence[str], since: datetime
) -> dict[str, list[datetime]]:
    """When each subject tried after a time, in order; each subject has its list."""
    statement = TIMES + _places(subjects) + ORDER
    found: dict[str, list[datetime]] = {subject: [] for subject in subjects}
    for subject, at in database.rows(statement, kind, time_kept(since), *subjects):
        found[subject].append(time_of(at))
    return found


def take_back(database: Database, ids: Sequence[str]) -> int:
    """Forget some tries that did not fail after all."""
    return database.change(DELETE + _places(ids), *ids) if ids else 0


def clear(database: Database, kind: str, subjects: Sequence[str]) -> int:
    """Forget all the tries of some subjects, as when one succeeded."""
    return database.change(CLEAR + _places(subjects), kind, *subjects)


def delete_before(database: Database, before: datetime) -> int:
    """Forget the tries that count no more; gives their number."""
    return database.change("DELETE FROM attempt WHERE at <= ?", time_kept(before))


def _places(values: Sequence[str]) -> str:
    return f"({', '.join('?' * len(values))})"
