"""The journal of the studio: who did what, in lines that each hold the hash of the one before.

Whoever takes a line away, or changes one, breaks the chain: see `broken_at`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson

from engine.database.columns import json_kept, json_of, time_kept, time_of
from engine.database.connection import Database

LOCK = 7_483_923
COLUMNS = "site, number, at, account, name, kind, subject, details, previous, hash"
INSERT = f"INSERT INTO audit ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
LAST = "SELECT number, hash FROM audit WHERE site = ? ORDER BY number DESC LIMIT 1"
ALL = f"SELECT {COLUMNS} FROM audit WHERE site = ? ORDER BY number"  # noqa: S608
RECENT = f"SELECT {COLUMNS} FROM audit WHERE site = ?"  # noqa: S608 - names of our own


@dataclass(frozen=True, slots=True)
class Who:
    """Who did something: an account, and its name as it was then."""

    site: str
    account: str
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was done at a site."""

    site: str
    number: int
    at: datetime
    account: str
    name: str
    kind: str
    subject: str
    details: Mapping[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: a kind, a word of subject or name, an account, lines before a number."""

    kind: str = ""
    subject: str = ""
    account: str = ""
    before: int = 0


EVERYTHING = Sought()


def append(
    database: Database,
    who: Who,
    kind: str,
    subject: str,
    details: Mapping[str, Any],
    now: datetime,
) -> Line:
    """Add a line; inside the transaction of what was done."""
    database.lock(LOCK)
    rows = database.rows(LAST, who.site)
    number, previous = (int(rows[0][0]) + 1, rows[0][1]) if rows else (1, "")
    at, kept = time_kept(now), json_kept(dict(details))
    said = who.site, number, at, who.account, who.name, kind, subject, kept, previous
    digest = digest_of(said)
    database.change(INSERT, *said, digest)
    return Line(
        who.site, number, now, who.account, who.name, kind, subject, details, previous, digest
    )


def digest_of(said: Sequence[object]) -> str:
    """The hash of a line: of all that it says, the hash of the one before included."""
    return sha256(orjson.dumps(list(said))).hexdigest()


def lines(
    database: Database, site: str, sought: Sought = EVERYTHING, most: int = 100
) -> list[Line]:
    """Lines of a site, the last first."""
    query, values = RECENT, [site]
    for column, wanted in (("kind", sought.kind), ("account", sought.account)):
        if wanted:
            query, values = f"{query} AND {column} = ?", [*values, wanted]
    if sought.subject:
        part = like(sought.subject.lower())
        query = f"{query} AND (lower(subject) LIKE ? ESCAPE '~' OR lower(name) LIKE ? ESCAPE '~')"
        values = [*values, part, part]
    more: list[object] = [*values]
    if sought.before:
        query, more = f"{query} AND number < ?", [*more, sought.before]
    rows = database.rows(f"{query} ORDER BY number DESC LIMIT ?", *more, most)
    return [_line(row) for row in rows]


def like(part: str) -> str:
    """A pattern that finds a part anywhere."""
    for mark in "~%_":
        part = part.replace(mark, f"~{mark}")
    return f"%{part}%"


def broken_at(database: Database, site: str) -> int | None:
    """The number of the first line that does not follow from the one before; None when all do."""
    previous = ""
    for count, row in enumerate(database.rows(ALL, site), start=1):
        said = [*row[:2], time_kept(time_of(row[2])), *row[3:9]]
        if row[1] != count or row[8] != previous or row[9] != digest_of(said):
            return count
        previous = row[9]
    return None


def _line(row: Sequence[Any]) -> Line:
    site, number, at, account, name, kind, subject, details, previous, digest = row
    said = account, name, kind, subject, json_of(details), previous, digest
    return Line(site, number, time_of(at), *said)
