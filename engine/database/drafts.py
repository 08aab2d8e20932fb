"""Drafts: the answers of a person until they are sent. Every function names their owner.

They run at every request. Their statements are written out: building one on the tables takes
0.4 ms, ten times what running it takes.
"""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from engine.database.columns import json_kept, json_of, time_kept, time_of, time_or_none
from engine.database.connection import Database
from engine.errors import ConflictError, NotFoundError

Json = Mapping[str, Any]
LONG = 4_000

INSERT = (
    "INSERT INTO draft (key, owner, procedure, version, answers, typed, stamps,"
    " revision, created_at, changed_at, link) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (key) DO NOTHING"
)
SELECT = (
    "SELECT key, owner, procedure, version, answers, typed, stamps,"
    " revision, created_at, changed_at, submitted_at, link FROM draft"
)
OF_KEY = " WHERE key = ? AND owner = ?"
OF_OWNER = " WHERE owner = ? ORDER BY changed_at DESC, key"
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
UNTOUCHED = (
    " WHERE submitted_at IS NULL AND changed_at < ?"
    " AND (changed_at > ? OR (changed_at = ? AND key > ?)) ORDER BY changed_at, key LIMIT 500"
)
VERSIONS = "SELECT DISTINCT procedure, version FROM draft WHERE submitted_at IS NULL"
UNREMINDED = (
    " WHERE submitted_at IS NULL AND procedure = ? AND version = ? AND owner LIKE ?"
    " AND changed_at >= ? AND changed_at < ? AND NOT EXISTS (SELECT 1 FROM effect"
    " WHERE effect.key = 'reminder/' || draft.key || '/' || draft.revision)"
    " ORDER BY changed_at, key LIMIT 1000"
)
OPEN_OF_PROCEDURE = (
    " WHERE submitted_at IS NULL AND procedure = ? AND key > ? ORDER BY key LIMIT 500"
)
COUNT_BY_VERSION = (
    "SELECT version, COUNT(*) FROM draft WHERE submitted_at IS NULL AND procedure = ?"
    " GROUP BY version"
)
COUNT_OPEN = "SELECT COUNT(*) FROM draft WHERE submitted_at IS NULL AND procedure = ?"
FIRST_OPEN = (
    " WHERE owner = ? AND procedure = ? AND submitted_at IS NULL ORDER BY created_at, key LIMIT 1"
)
OPEN_OF_OWNER = " WHERE owner = ? AND submitted_at IS NULL ORDER BY changed_at DESC, key"
LOAD = SELECT + OF_KEY
FOR_UPDATE = " FOR UPDATE"
SAVE = (
    "UPDATE draft SET answers = ?, typed = ?, stamps = ?, revision = revision + 1, changed_at = ?"
    " WHERE key = ? AND owner = ? AND revision = ? AND submitted_at IS NULL"
)
SAVE_TYPED = (
    "UPDATE draft SET typed = ?, stamps = ?, revision = revision + 1, changed_at = ?"
    " WHERE key = ? AND owner = ? AND revision = ? AND submitted_at IS NULL"
)
CARRY = (
    "UPDATE draft SET version = ?, answers = ?, typed = ?, stamps = ?, revision = revision + 1"
    " WHERE key = ? AND owner = ? AND revision = ? AND submitted_at IS NULL"
)
FINISH = (
    "UPDATE draft SET answers = '{}', typed = '{}', submitted_at = ?"
    " WHERE key = ? AND owner = ? AND revision = ? AND submitted_at IS NULL"
)
DELETE = "DELETE FROM draft WHERE key = ? AND owner = ?"
FILES = "SELECT storage_key, thumbnail_key FROM upload WHERE draft_id = ?"


class DraftChangedError(ConflictError):
    """The draft was saved elsewhere meanwhile; nothing was kept."""


class DraftBegunError(ConflictError):
    """A draft was already begun under this key; nothing was kept."""


class DraftSubmittedError(ConflictError):
    """The draft was sent: nothing in it changes any more."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers not yet sent, as they were at one revision."""

    key: str
    owner: str
    procedure: str
    version: int
    answers: Json
    typed: Json
    stamps: Json
    revision: int
    created_at: datetime
    changed_at: datetime
    submitted_at: datetime | None = None
    # What came with the address under which it was begun.
    link: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a draft begins with: its key when it is chosen already, what came with the address."""

    key: str | None = None
    link: Json = field(default_factory=dict)


def create(
    database: Database,
    owner: str,
    procedure: str,
    version: int,
    answers: Json,
    now: datetime,
    beginning: Beginning | None = None,
) -> Draft:
    """Begin a draft, under a key that nobody can guess; one that is given serves once."""
    key = beginning.key if beginning and beginning.key else secrets.token_urlsafe(16)
    link = beginning.link if beginning else {}
    draft = Draft(key, owner, procedure, version, answers, {}, {}, 1, now, now, link=link)
    structures = json_kept(answers), json_kept({}), json_kept({})
    time = time_kept(now)
    ends = (1, time, time, json_kept(dict(link)))
    if not database.change(INSERT, key, owner, procedure, version, *structures, *ends):
        raise DraftBegunError(key)
    return draft


def load(database: Database, key: str, owner: str) -> Draft:
    """The draft of that owner under a key; that of someone else does not exist."""
    return _one(database.rows(LOAD, key, owner))


def hold(database: Database, key: str, owner: str) -> Draft:
    """Load an open draft and keep it from changing elsewhere until the transaction ends."""
    statement = LOAD + FOR_UPDATE if database.is_postgresql else LOAD
    draft = _one(database.rows(statement, key, owner))
    if draft.submitted_at is not None:
        raise DraftSubmittedError(key)
    return draft


def first_open(database: Database, owner: str, procedure: str) -> Draft:
    """The open draft of a procedure that the person began first; raises NotFoundError."""
    return _one(database.rows(SELECT + FIRST_OPEN, owner, procedure))


def list_open(database: Database, owner: str) -> list[Draft]:
    """The drafts of a person not sent yet, the last changed first."""
    return [_draft(row) for row in database.rows(SELECT + OPEN_OF_OWNER, owner)]


def list_all(database: Database, owner: str) -> list[Draft]:
    """All the drafts of a person, sent or not, the last changed first."""
    return [_draft(row) for row in database.rows(SELECT + OF_OWNER, owner)]


def save(
    database: Database, draft: Draft, answers: Json, typed: Json, stamps: Json, now: datetime
) -> Draft:
    """Keep what changed, unless the draft was changed or sent elsewhere meanwhile.

    Gives the draft at its next revision; `draft` tells the revision that was worked on.
    """
    key, owner, revision = draft.key, draft.owner, draft.revision
    structures = [json_kept(typed), json_kept(stamps)]
    statement = SAVE_TYPED
    if answers is not draft.answers:
        structures.insert(0, json_kept(answers))
        statement = SAVE
    if not database.change(statement, *structures, time_kept(now), key, owner, revision):
        raise refusal(database, draft)
    return replace(
        draft, answers=answers, typed=typed, stamps=stamps, revision=revision + 1, changed_at=now
    )


def carry(
    database: Database, draft: Draft, version: int, answers: Json, typed: Json, stamps: Json
) -> Draft:
    """Keep a draft in another version, unless it was changed or sent meanwhile.

    The time of its last change stays: it was nobody's.
    """
    structures = json_kept(answers), json_kept(typed), json_kept(stamps)
    key, owner, revision = draft.key, draft.owner, draft.revision
    if not database.change(CARRY, version, *structures, key, owner, revision):
        raise refusal(database, draft)
    return replace(
        draft, version=version, answers=answers, typed=typed, stamps=stamps, revision=revision + 1
    )


def finish(database: Database, draft: Draft, now: datetime) -> None:
    """End a draft that becomes no submission: its answers go, what was received stays."""
    time, key, owner = time_kept(now), draft.key, draft.owner
    if not database.change(FINISH, time, key, owner, draft.revision):
        raise refusal(database, draft)


def hand_over(database: Database, owner: str, to: str) -> None:
    """Make all the drafts of an owner those of another one."""
    database.change("UPDATE draft SET owner = ? WHERE owner = ?", to, owner)


def delete(database: Database, key: str, owner: str) -> list[str]:
    """Forget an open draft and its uploads; gives the storage keys of their files, to delete."""
    with database.transaction():
        hold(database, key, owner)
        files = database.rows(FILES, key)
        database.change(DELETE, key, owner)
    return [kept for row in files for kept in row if kept is not None]


def list_untouched(database: Database, before: datetime) -> Iterator[Draft]:
    """The open drafts of anybody that nobody changed since a time, the oldest first.

    They are read a few hundred at a time: what is deleted meanwhile is not missed.
    """
    changed_at, key = time_kept(LONG_AGO), ""
    while True:
        rows = database.rows(SELECT + UNTOUCHED, time_kept(before), changed_at, changed_at, key)
        if not rows:
            return
        page = [_draft(row) for row in rows]
        changed_at, key = time_kept(page[-1].changed_at), page[-1].key
        yield from page


def list_of_procedure(database: Database, procedure: str) -> Iterator[list[Draft]]:
    """The open drafts of anybody of a procedure, a few hundred at a time, by their keys."""
    key = ""
    while rows := database.rows(SELECT + OPEN_OF_PROCEDURE, procedure, key):
        page = [_draft(row) for row in rows]
        key = page[-1].key
        yield page


def count_by_version(database: Database, procedure: str) -> dict[int, int]:
    """How many drafts of a procedure are open in each of its versions that has some."""
    return {
        int(version): int(number) for version, number in database.rows(COUNT_BY_VERSION, procedure)
    }


def count_of_procedure(database: Database, procedure: str) -> int:
    """How many drafts of a procedure are open."""
    ((number,),) = database.rows(COUNT_OPEN, procedure)
    return int(number)


def list_versions(database: Database) -> list[tuple[str, int]]:
    """The procedures, each with its versions, of which drafts are open."""
    return [(procedure, version) for procedure, version in database.rows(VERSIONS)]


def list_unreminded(
    database: Database, of: tuple[str, int], owners: str, since: datetime, before: datetime
) -> list[Draft]:
    """A thousand open drafts of a version, last changed in a span of time, to tell the owner of.

    Those are left out of which `reminder_key` is an effect already; `owners` begins their owners.
    """
    times = time_kept(since), time_kept(before)
    rows = database.rows(SELECT + UNREMINDED, *of, f"{owners}%", *times)
    return [_draft(row) for row in rows]


def reminder_key(draft: Draft) -> str:
    """The key of the effect that tells of a draft: a new one once it is changed and kept longer."""
    return f"reminder/{draft.key}/{draft.revision}"


def delete_untouched(database: Database, draft: Draft) -> list[str]:
    """Forget a draft as `delete` does, unless it was changed since it was read: NotFoundError."""
    with database.transaction():
        if hold(database, draft.key, draft.owner).revision != draft.revision:
            raise NotFoundError("draft")
        return delete(database, draft.key, draft.owner)


def refusal(database: Database, draft: Draft) -> ConflictError | NotFoundError:
    """Why a draft could not be changed."""
    rows = database.rows(LOAD, draft.key, draft.owner)
    if not rows:
        return NotFoundError("draft")
    submitted = _draft(rows[0]).submitted_at is not None
    return DraftSubmittedError(draft.key) if submitted else DraftChangedError(draft.key)


def _one(rows: list[tuple[Any, ...]]) -> Draft:
    if not rows:
        raise NotFoundError("draft")
    return _draft(rows[0])


def _draft(row: tuple[Any, ...]) -> Draft:
    key, owner, procedure, version, answers, typed, stamps, revision = row[:8]
    created, changed, sent, link = row[8:]
    return Draft(
        key, owner, procedure, version, _answers(answers), json_of(typed), json_of(stamps),
        revision, time_of(created), time_of(changed), time_or_none(sent), json_of(link),
    )  # fmt: skip


def _answers(kept: str) -> Json:
    """The answers in a text; a long one is read once for those who come back at once."""
    return _long_answers(kept) if len(kept) > LONG else json_of(kept)


@lru_cache(maxsize=64)
def _long_answers(kept: str) -> Json:
    answers: Json = json_of(kept)
    return answers
