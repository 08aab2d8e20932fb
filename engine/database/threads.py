"""Threads: what a person and the service write to each other.

Every function names the site and the account of the person, or the site for those who answer.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from engine.database.columns import json_kept, json_of, time_kept, time_of, time_or_none
from engine.database.connection import Database
from engine.errors import NotFoundError

INSERT = (
    "INSERT INTO thread (id, site, account_id, subject, submission, created_at, changed_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
INSERT_MESSAGE = (
    "INSERT INTO message (id, thread_id, from_service, author, text, files, sent_at, read_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
CHANGE = "UPDATE thread SET changed_at = ? WHERE id = ? AND site = ? AND account_id = ?"
COLUMNS = "t.id, t.site, t.account_id, t.subject, t.submission, t.created_at, t.changed_at"
SELECT = f"SELECT {COLUMNS} FROM thread AS t"  # noqa: S608 - names of our own
OF_PERSON = " WHERE t.id = ? AND t.site = ? AND t.account_id = ?"
OF_SITE = " WHERE t.id = ? AND t.site = ?"
FOR_UPDATE = " FOR UPDATE"
UNREAD = "m.from_service = 1 AND m.read_at IS NULL"
LIST = (
    f"SELECT {COLUMNS}, (SELECT count(*) FROM message AS m"  # noqa: S608
    f" WHERE m.thread_id = t.id AND {UNREAD}) FROM thread AS t"
    " WHERE t.account_id = ? AND t.site = ? ORDER BY t.changed_at DESC, t.id LIMIT ?"
)
# Those that only ever held what the site writes by itself ask for nobody's answer.
HELD_AT = (
    f"SELECT {COLUMNS}, a.name, 1 - (SELECT m.from_service FROM message AS m"  # noqa: S608
    " WHERE m.thread_id = t.id ORDER BY m.sent_at DESC, m.id DESC LIMIT 1) AS waits"
    " FROM thread AS t JOIN account AS a ON a.id = t.account_id WHERE t.site = ?"
    " AND EXISTS (SELECT 1 FROM message AS m WHERE m.thread_id = t.id AND m.author <> '')"
)
LIST_AT = (
    f"SELECT * FROM ({HELD_AT}) AS held ORDER BY waits DESC,"  # noqa: S608
    " CASE WHEN waits = 1 THEN changed_at END, changed_at DESC, id LIMIT ?"
)
MESSAGES = (
    "SELECT m.id, m.from_service, m.author, m.text, m.files, m.sent_at, m.read_at, a.name"  # noqa: S608
    " FROM message AS m JOIN thread AS t ON t.id = m.thread_id"
    " LEFT JOIN account AS a ON a.id = m.author" + OF_PERSON + " ORDER BY m.sent_at, m.id"
)
COUNT = (
    "SELECT count(*) FROM message AS m JOIN thread AS t ON t.id = m.thread_id"  # noqa: S608
    f" WHERE t.account_id = ? AND t.site = ? AND {UNREAD}"
)
READ = (
    "UPDATE message SET read_at = ? WHERE from_service = 1 AND read_at IS NULL AND thread_id ="
    " (SELECT id FROM thread WHERE id = ? AND site = ? AND account_id = ?)"
)
TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Thread:
    """An exchange between a person and the service, perhaps about something that was sent."""

    id: str
    site: str
    account: str
    subject: str
    submission: str | None
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class NewMessage:
    """What is written. `author` is an account, empty when the site writes by itself."""

    text: str
    author: str = ""
    from_service: bool = False
    files: Sequence[Mapping[str, Any]] = ()
    is_read: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One message of an exchange; `name` is that of its author, empty when nobody wrote it."""

    id: str
    from_service: bool
    author: str
    text: str
    files: tuple[Mapping[str, Any], ...]
    sent_at: datetime
    read_at: datetime | None
    name: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A thread as its person finds it among others."""

    thread: Thread
    unread: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A thread as those who answer find it among others."""

    thread: Thread
    name: str
    waits: bool


def begin(
    database: Database,
    site: str,
    account: str,
    subject: str,
    message: NewMessage,
    now: datetime,
    submission: str | None = None,
) -> Thread:
    """Begin an exchange with its first message."""
    thread = Thread(secrets.token_urlsafe(16), site, account, subject, submission, now, now)
    time = time_kept(now)
    with database.transaction():
        database.change(INSERT, thread.id, site, account, subject, submission, time, time)
        _add(database, thread, message, now)
    return thread


def add(database: Database, thread: Thread, message: NewMessage, now: datetime) -> None:
    """Add a message, later than those before even when the clock is not."""
    at = max(now, thread.changed_at + TICK)
    with database.transaction():
        whose = thread.id, thread.site, thread.account
        if not database.change(CHANGE, time_kept(at), *whose):
            raise NotFoundError("thread")
        _add(database, thread, message, at)


def load(database: Database, site: str, account: str, thread: str) -> Thread:
    """A thread of a person; that of somebody else does not exist."""
    return _one(database.rows(SELECT + OF_PERSON, thread, site, account))


def hold(database: Database, site: str, account: str, thread: str) -> Thread:
    """The same, which nobody else changes until the transaction ends."""
    statement = SELECT + OF_PERSON + (FOR_UPDATE if database.is_postgresql else "")
    return _one(database.rows(statement, thread, site, account))


def load_at(database: Database, site: str, thread: str) -> Thread:
    """A thread of a site, for those who answer; that of another site does not exist."""
    return _one(database.rows(SELECT + OF_SITE, thread, site))


def list_of(database: Database, site: str, account: str, most: int) -> list[Listed]:
    """The threads of a person, the last changed first, each with what is not read in it."""
    rows = database.rows(LIST, account, site, most)
    return [Listed(_thread(row[:7]), row[7]) for row in rows]


def list_at(database: Database, site: str, most: int) -> list[Waiting]:
    """The threads of a site in which somebody wrote.

    Those that wait for an answer come first, the longest first; then the last answered.
    """
    rows = database.rows(LIST_AT, site, most)
    return [Waiting(_thread(row[:7]), row[7], bool(row[8])) for row in rows]


def messages_of(database: Database, thread: Thread) -> list[Message]:
    """The messages of a thread, the oldest first."""
    rows = database.rows(MESSAGES, thread.id, thread.site, thread.account)
    return [_message(row) for row in rows]


def count_unread(database: Database, site: str, account: str) -> int:
    """How many messages of the service a person has not read."""
    ((found,),) = database.rows(COUNT, account, site)
    return int(found)


def mark_read(database: Database, thread: Thread, now: datetime) -> None:
    """Note that the person read all that the service wrote in a thread."""
    database.change(READ, time_kept(now), thread.id, thread.site, thread.account)


def files_of(messages: Sequence[Message]) -> Iterator[Mapping[str, Any]]:
    """The files that came with messages."""
    for message in messages:
        yield from message.files


def _add(database: Database, thread: Thread, message: NewMessage, at: datetime) -> None:
    database.change(
        INSERT_MESSAGE, secrets.token_hex(16), thread.id, int(message.from_service),
        message.author, message.text, json_kept(list(message.files)), time_kept(at),
        time_kept(at) if message.is_read else None,
    )  # fmt: skip


def _one(rows: Sequence[Sequence[Any]]) -> Thread:
    if not rows:
        raise NotFoundError("thread")
    return _thread(rows[0])


def _thread(row: Sequence[Any]) -> Thread:
    number, site, account, subject, submission, created, changed = row
    return Thread(number, site, account, subject, submission, time_of(created), time_of(changed))


def _message(row: Sequence[Any]) -> Message:
    number, from_service, author, text, files, sent, read, name = row
    return Message(
        number, bool(from_service), author, text, tuple(json_of(files)), time_of(sent),
        time_or_none(read), name or "",
    )  # fmt: skip
