"""Publications that are asked for: texts to be read by somebody else, or published at a time.

One row is one text, named by its hash: whoever approved it approved that text and no other.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from engine.database.columns import json_kept, json_of, time_kept, time_of, time_or_none
from engine.database.connection import Database
from engine.errors import ConflictError, NotFoundError

COLUMNS = (
    "id, site, path, text, hash, revision, more, note, asked_by, asked_name, asked_at, due_at,"
    " approved_by, approved_name, approved_at, done_at, failed_at, cancelled_at, error"
)
MARKS = ", ".join("?" * 19)
INSERT = f"INSERT INTO publication ({COLUMNS}) VALUES ({MARKS})"  # noqa: S608 - names of our own
SELECT = f"SELECT {COLUMNS} FROM publication"  # noqa: S608
OPEN = "done_at IS NULL AND failed_at IS NULL AND cancelled_at IS NULL"
OF_ID = f"{SELECT} WHERE id = ?"
OF_PATH = f"{SELECT} WHERE path = ? ORDER BY asked_at DESC, id"
DUE = f"{SELECT} WHERE {OPEN} AND due_at <= ? ORDER BY due_at, id"
APPROVE = (
    "UPDATE publication SET approved_by = ?, approved_name = ?, approved_at = ?"  # noqa: S608
    f" WHERE id = ? AND asked_by <> ? AND approved_at IS NULL AND {OPEN}"
)
DONE = f"UPDATE publication SET done_at = ? WHERE id = ? AND {OPEN}"  # noqa: S608
FAILED = f"UPDATE publication SET failed_at = ?, error = ? WHERE id = ? AND {OPEN}"  # noqa: S608
CANCELLED = f"UPDATE publication SET cancelled_at = ? WHERE id = ? AND {OPEN}"  # noqa: S608
SUPERSEDED = f"UPDATE publication SET cancelled_at = ? WHERE path = ? AND {OPEN}"  # noqa: S608


class PublicationOverError(ConflictError):
    """What was asked for was done, cancelled or approved meanwhile, or is one's own."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A text that somebody wants published: `more` are the other files published with it."""

    id: str
    site: str
    path: str
    text: str
    hash: str
    revision: int
    more: Sequence[Mapping[str, Any]]
    note: str
    asked_by: str
    asked_name: str
    asked_at: datetime
    due_at: datetime | None = None
    approved_by: str | None = None
    approved_name: str | None = None
    approved_at: datetime | None = None
    done_at: datetime | None = None
    failed_at: datetime | None = None
    cancelled_at: datetime | None = None
    error: str | None = None

    @property
    def whole_hash(self) -> str:
        """What tells these texts, with those that go with them, from any others."""
        said = {self.path: self.hash, **{str(one["path"]): str(one["hash"]) for one in self.more}}
        lines = (f"{name} {digest}\n" for name, digest in sorted(said.items()))
        return sha256("".join(lines).encode()).hexdigest()

    @property
    def is_open(self) -> bool:
        """Whether it still waits for something."""
        return self.done_at is None and self.failed_at is None and self.cancelled_at is None


def new_id() -> str:
    """The name of a publication."""
    return secrets.token_urlsafe(9)


def ask(database: Database, asked: Publication) -> None:
    """Keep what is asked for."""
    times = (asked.due_at, asked.approved_at, asked.done_at, asked.failed_at, asked.cancelled_at)
    due, approved, done, failed, cancelled = (one and time_kept(one) for one in times)
    database.change(
        INSERT, asked.id, asked.site, asked.path, asked.text, asked.hash, asked.revision,
        json_kept(list(asked.more)), asked.note, asked.asked_by, asked.asked_name,
        time_kept(asked.asked_at), due, asked.approved_by, asked.approved_name, approved, done,
        failed, cancelled, asked.error,
    )  # fmt: skip


def load(database: Database, publication: str) -> Publication:
    """What was asked for; raises NotFoundError."""
    for row in database.rows(OF_ID, publication):
        return _publication(row)
    raise NotFoundError("publication")


def list_of(database: Database, path: str) -> list[Publication]:
    """All that was asked for of a file, the last first."""
    return [_publication(row) for row in database.rows(OF_PATH, path)]


def due(database: Database, now: datetime) -> list[Publication]:
    """Those whose time has come."""
    return [_publication(row) for row in database.rows(DUE, time_kept(now))]


def approve(database: Database, publication: str, by: str, name: str, now: datetime) -> None:
    """Note that somebody else approved a text; raises PublicationOverError."""
    _guarded(database.change(APPROVE, by, name, time_kept(now), publication, by))


def done(database: Database, publication: str, now: datetime) -> None:
    """Note that it was published; raises PublicationOverError when it was not to be any more."""
    _guarded(database.change(DONE, time_kept(now), publication))


def failed(database: Database, publication: str, error: str, now: datetime) -> None:
    """Note why it could not be published."""
    _guarded(database.change(FAILED, time_kept(now), error, publication))


def cancel(database: Database, publication: str, now: datetime) -> None:
    """Note that it is wanted no more; raises PublicationOverError."""
    _guarded(database.change(CANCELLED, time_kept(now), publication))


def cancel_all(database: Database, path: str, now: datetime) -> int:
    """Note that none of those asked for of a file is wanted any more; gives how many."""
    return database.change(SUPERSEDED, time_kept(now), path)


def _guarded(changed: int) -> None:
    if not changed:
        raise PublicationOverError("publication")


def _publication(row: Sequence[Any]) -> Publication:
    where, texts, asked, ends = row[:3], row[3:8], row[8:12], row[12:]
    publication, site, path = where
    text, digest, revision, more, note = texts
    asked_by, asked_name, asked_at, due_at = asked
    approved_by, approved_name, approved_at, done_at, failed_at, cancelled_at, error = ends
    return Publication(
        publication, site, path, text, digest, revision, json_of(more), note,
        asked_by, asked_name, time_of(asked_at), time_or_none(due_at),
        approved_by, approved_name, time_or_none(approved_at),
        time_or_none(done_at), time_or_none(failed_at), time_or_none(cancelled_at), error,
    )  # fmt: skip
