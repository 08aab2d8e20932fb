"""Drafts and submissions in SQLite: a row each, the answers in one JSON column."""

import json
import secrets
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS draft (
    key TEXT PRIMARY KEY,
    answers TEXT NOT NULL,
    changed REAL NOT NULL,
    reference TEXT UNIQUE
) WITHOUT ROWID
"""


@dataclass(frozen=True)
class Draft:
    """Where a person stands."""

    key: str
    answers: dict[str, dict[str, Any]]
    reference: str | None


class Store:
    """Keeps drafts. A process opens its own connection, and keeps it."""

    def __init__(self) -> None:
        self.path = Path("twin.db")
        self.connection: sqlite3.Connection | None = None

    def run(self, statement: str, *values: object) -> sqlite3.Cursor:
        """Run one statement, committed at once."""
        if self.connection is None:
            self.connection = sqlite3.connect(
                self.path, timeout=5, isolation_level=None, check_same_thread=False
            )
            self.connection.execute("PRAGMA journal_mode = WAL")
            self.connection.execute("PRAGMA synchronous = NORMAL")
            self.connection.execute(SCHEMA)
        return self.connection.execute(statement, values)

    def begin(self) -> str:
        """Open a new draft; its key comes out."""
        key = secrets.token_urlsafe(18)
        self.run("INSERT INTO draft VALUES (?, '{}', ?, NULL)", key, time.time())
        return key

    def find(self, key: str | None) -> Draft | None:
        """The draft with this key."""
        row = self.run("SELECT answers, reference FROM draft WHERE key = ?", key).fetchone()
        return Draft(str(key), json.loads(row[0]), row[1]) if row else None

    def save(self, draft: Draft, step: str, values: dict[str, Any]) -> None:
        """Keep what was answered at a step."""
        answers = json.dumps(draft.answers | {step: values})
        self.run(
            "UPDATE draft SET answers = ?, changed = ? WHERE key = ? AND reference IS NULL",
            answers, time.time(), draft.key,
        )  # fmt: skip

    def submit(self, draft: Draft) -> None:
        """Send the draft, once: a second time changes nothing."""
        self.run(
            "UPDATE draft SET reference = ?, changed = ? WHERE key = ? AND reference IS NULL",
            "B-" + secrets.token_hex(5).upper(), time.time(), draft.key,
        )  # fmt: skip
