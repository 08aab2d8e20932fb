"""The ways that authors go through what they are writing: answers to nothing, soon forgotten.

They are no drafts: nothing of them is ever sent, and each is its author's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from engine.database.columns import json_kept, json_of, time_kept
from engine.database.connection import Database

KEPT = timedelta(days=2)
LOAD = "SELECT answers, typed FROM walk WHERE account = ? AND path = ? AND person = ?"
SAVE = (
    "INSERT INTO walk (account, path, person, answers, typed, changed_at)"
    " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (account, path, person) DO UPDATE SET"
    " answers = excluded.answers, typed = excluded.typed, changed_at = excluded.changed_at"
)
LAST = "SELECT person FROM walk WHERE account = ? AND path = ? ORDER BY changed_at DESC, person"
FORGET = "DELETE FROM walk WHERE account = ? AND path = ? AND person = ?"
FORGET_OLD = "DELETE FROM walk WHERE changed_at <= ?"

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Key:
    """Whose way it is, through which file, as which person."""

    account: str
    path: str
    person: str


@dataclass(frozen=True)
class Walk:
    """A way: what was answered, and what was typed and not accepted, by the paths of steps."""

    answers: Json = field(default_factory=dict)
    typed: Json = field(default_factory=dict)


def load(database: Database, key: Key) -> Walk:
    """A way as far as it was gone."""
    for answers, typed in database.rows(LOAD, key.account, key.path, key.person):
        return Walk(json_of(answers), json_of(typed))
    return Walk()


def save(database: Database, key: Key, walk: Walk, now: datetime) -> None:
    """Keep a way; those that nobody went on with are forgotten."""
    texts = json_kept(walk.answers), json_kept(walk.typed)
    with database.transaction():
        database.change(FORGET_OLD, time_kept(now - KEPT))
        database.change(SAVE, key.account, key.path, key.person, *texts, time_kept(now))


def last_person(database: Database, account: str, path: str) -> str:
    """As whom an author went on last; "" when they did as nobody yet."""
    rows = database.rows(LAST, account, path)
    return str(rows[0][0]) if rows else ""


def forget(database: Database, key: Key) -> None:
    """Begin again."""
    database.change(FORGET, key.account, key.path, key.person)
