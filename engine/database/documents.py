"""Documents: what files of `forms/` say since they were published in the site."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from engine.database.columns import time_kept, time_of
from engine.database.connection import Database
from engine.database.counters import next_number
from engine.errors import NotFoundError

STAMP = "documents"
PUBLISHING = 7_483_922
COLUMNS = "path, text, hash, disk_hash, number, published_at, published_by"
LIST = f"SELECT {COLUMNS} FROM document ORDER BY path"  # noqa: S608 - names of our own
FIND = f"SELECT {COLUMNS} FROM document WHERE path = ?"  # noqa: S608
LAST = "SELECT COALESCE(MAX(number), 0) FROM document_version WHERE path = ?"
PUT = (
    f"INSERT INTO document ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
    " ON CONFLICT (path) DO UPDATE SET text = excluded.text, hash = excluded.hash,"
    " disk_hash = excluded.disk_hash, number = excluded.number,"
    " published_at = excluded.published_at, published_by = excluded.published_by"
)
SAID = "path, number, text, hash, published_at, published_by, note"
ADD = f"INSERT INTO document_version ({SAID}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
VERSIONS = f"SELECT {SAID} FROM document_version WHERE path = ? ORDER BY number DESC"  # noqa: S608
VERSION = f"SELECT {SAID} FROM document_version WHERE path = ? AND number = ?"  # noqa: S608
SEEN = "SELECT value FROM counter WHERE name = ?"


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it was last published in the site; `text` None when it is taken away.

    `disk_hash` is that of the file on the disk at that time, "" when there was none: when it is
    another now, somebody changed the file meanwhile.
    """

    path: str
    text: str | None
    hash: str
    disk_hash: str
    number: int
    published_at: datetime
    published_by: str


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """One of the texts that a file had."""

    path: str
    number: int
    text: str | None
    hash: str
    published_at: datetime
    published_by: str
    note: str


def hash_of(text: str | bytes | None) -> str:
    """What tells a text from any other; "" when there is none."""
    if text is None:
        return ""
    return sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def stamp(database: Database) -> int:
    """A number that grows each time something is published."""
    rows = database.rows(SEEN, STAMP)
    return int(rows[0][0]) if rows else 0


def list_all(database: Database) -> list[Document]:
    """What is published in the site, in the order of paths."""
    return [_document(row) for row in database.rows(LIST)]


def find(database: Database, path: str) -> Document | None:
    """What is published of a file, None when nothing ever was."""
    rows = database.rows(FIND, path)
    return _document(rows[0]) if rows else None


def publish(
    database: Database,
    path: str,
    text: str | None,
    disk_hash: str,
    by: str,
    note: str,
    now: datetime,
) -> Document:
    """Make a text what a file says, under the next number; inside a transaction of the caller."""
    database.lock(PUBLISHING)
    ((last,),) = database.rows(LAST, path)
    made = Document(path, text, hash_of(text), disk_hash, int(last) + 1, now, by)
    at = time_kept(now)
    database.change(PUT, path, text, made.hash, disk_hash, made.number, at, by)
    database.change(ADD, path, made.number, text, made.hash, at, by, note)
    next_number(database, STAMP)
    return made


def acknowledge(database: Database, path: str, disk_hash: str) -> None:
    """Note that the file of the disk, as it is now, was seen: the published text stays."""
    database.change("UPDATE document SET disk_hash = ? WHERE path = ?", disk_hash, path)


def let_go(database: Database, path: str) -> bool:
    """Let the file of the disk count again; the versions remain. Inside a transaction."""
    gone = database.change("DELETE FROM document WHERE path = ?", path) == 1
    if gone:
        next_number(database, STAMP)
    return gone


def versions_of(database: Database, path: str) -> list[DocumentVersion]:
    """The texts that were published of a file, the last first."""
    return [_version(row) for row in database.rows(VERSIONS, path)]


def version(database: Database, path: str, number: int) -> DocumentVersion:
    """One of them; raises NotFoundError."""
    for row in database.rows(VERSION, path, number):
        return _version(row)
    raise NotFoundError("version")


def _document(row: Sequence[Any]) -> Document:
    path, text, digest, disk_hash, number, at, by = row
    return Document(path, text, digest, disk_hash, number, time_of(at), by)


def _version(row: Sequence[Any]) -> DocumentVersion:
    path, number, text, digest, at, by, note = row
    return DocumentVersion(path, number, text, digest, time_of(at), by, note)
