"""A database that threads share, SQLite or PostgreSQL: statements and transactions."""

import os
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import peewee

from engine.database.backends import BUSY_SECONDS, opened
from engine.errors import UnavailableError

FULL_MESSAGES = ("database or disk is full", "no space left on device")
FORGOTTEN: list[object] = []
T = TypeVar("T")


class DatabaseUnavailableError(UnavailableError):
    """The database does not answer, or is busy for too long: try again later."""


class DatabaseFullError(DatabaseUnavailableError):
    """The disk of the database is full: nothing of what was asked has been kept."""


class Database:
    """One database. Each thread has a connection of its own, kept open between requests."""

    def __init__(self, url: str) -> None:
        # Any: peewee's own stubs leave most of its calls without types.
        self._backend: Any = opened(url)
        self.is_postgresql = isinstance(self._backend, peewee.PostgresqlDatabase)
        self._promised = threading.local()

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows that a statement gives; its values stand where it has a `?`."""
        return self._retried(lambda: list(self._cursor(sql, values).fetchall()))

    def change(self, sql: str, *values: object) -> int:
        """How many rows a statement changed; its values stand where it has a `?`."""
        return self._retried(lambda: int(self._cursor(sql, values).rowcount))

    def run(self, query: peewee.Query) -> Any:
        """What a query built on the tables gives: rows, or how many it changed."""
        return self._retried(lambda: query.execute(self._backend))

    @contextmanager
    def transaction(self, *, durable: bool = False) -> Iterator[None]:
        """All or nothing; one inside another joins it.

        With `durable` one waits for the disk itself, whatever the database: what was kept survives
        a power cut. Only the outermost one can ask for it.
        """
        if self._backend.in_transaction():
            if durable and not getattr(self._promised, "durable", False):
                raise RuntimeError("only the outermost transaction can be made durable")
            yield
            return
        with _own_errors(), self._kept_by_disk(durable), self._atomic():
            yield

    def lock(self, number: int) -> None:
        """Make the other processes wait at the same place until this transaction ends.

        A transaction of SQLite already keeps the others out.
        """
        if self.is_postgresql:
            self.rows("SELECT pg_advisory_xact_lock(?)", number)

    def use_journal(self) -> None:
        """Have SQLite keep a journal that lets readers and one writer work at the same time.

        The file remembers it. SQLite does not wait by itself when several processes ask at once.
        """
        until = time.monotonic() + BUSY_SECONDS
        while not self.is_postgresql:
            try:
                self.rows("PRAGMA journal_mode = WAL")
            except DatabaseUnavailableError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.02)
            else:
                return

    def close(self) -> None:
        """Close the connection of this thread; the next statement opens another."""
        self._backend.close()

    def forget(self) -> None:
        """Let the child of a fork leave its parent's connection alone.

        It is held for ever instead of closed, which would drop the parent's locks.
        """
        if not self._backend.is_closed():
            FORGOTTEN.append(self._backend.connection())
            self._backend.dispose()

    def _cursor(self, sql: str, values: tuple[object, ...]) -> Any:
        return self._backend.execute_sql(_with_marks(sql) if self.is_postgresql else sql, values)

    @contextmanager
    def _atomic(self) -> Iterator[None]:
        """A transaction whose failure is told by its cause.

        After some failures SQLite, or a server that went away, has already rolled back: that
        rolling back again then fails tells nothing.
        """
        atomic = self._retried(self._begun)
        try:
            yield
        except BaseException as error:
            with suppress(peewee.OperationalError, peewee.InterfaceError):
                atomic.__exit__(type(error), error, error.__traceback__)
            raise
        atomic.__exit__(None, None, None)

    def _begun(self) -> Any:
        atomic = self._backend.atomic()
        atomic.__enter__()
        return atomic

    def _retried(self, action: Callable[[], T]) -> T:
        """What an action gives; it is done again if the connection had been lost while idle.

        That is safe: a change made outside a transaction is guarded by a key or a revision.
        """
        with _own_errors():
            try:
                return action()
            except (peewee.OperationalError, peewee.InterfaceError):
                if not self._was_lost():
                    raise
                self.close()
                return action()

    def _was_lost(self) -> bool:
        backend = self._backend
        if not self.is_postgresql or backend.in_transaction() or backend.is_closed():
            return False
        return bool(backend.connection().closed)

    @contextmanager
    def _kept_by_disk(self, durable: bool) -> Iterator[None]:
        """Wait for the disk once the transaction inside is over, so that no other waits for it.

        PostgreSQL waits for the disk by itself, and lets the others go on meanwhile.
        """
        self._promised.durable = durable
        try:
            yield
        finally:
            self._promised.durable = False
        if durable and not self.is_postgresql:
            self._sync()

    def _sync(self) -> None:
        """Have the disk itself hold what SQLite has committed: its journal, and that it exists.

        Never the file of the database: closing it here would drop the locks that this process has
        on it (https://sqlite.org/howtocorrupt.html, 2.2).
        """
        file = Path(self._backend.database)
        try:
            for path in (file.with_name(f"{file.name}-wal"), file.parent):
                if path.exists():
                    _sync_path(path)
        except OSError as error:
            raise DatabaseUnavailableError(str(error)) from error


def _sync_path(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def connect(url: str) -> Database:
    """The database at a URL: `sqlite:///file`, `sqlite:////absolute/file` or `postgresql://…`.

    Nothing is opened yet. The child of a fork opens its own connections.
    """
    database = Database(url)
    reference = weakref.ref(database)
    os.register_at_fork(after_in_child=lambda: _forget(reference()))
    return database


def _forget(database: Database | None) -> None:
    if database is not None:
        database.forget()


@contextmanager
def _own_errors() -> Iterator[None]:
    """Turn what drivers raise when a database fails into the errors of this module."""
    try:
        yield
    except (peewee.OperationalError, peewee.InterfaceError) as error:
        if _is_full(error):
            raise DatabaseFullError("the disk of the database is full") from error
        raise DatabaseUnavailableError(str(error)) from error


def _is_full(error: BaseException | None) -> bool:
    """Whether a full disk is at the root of an error, be it hidden by a later one."""
    while error is not None:
        text = str(error).lower()
        if any(message in text for message in FULL_MESSAGES):
            return True
        error = error.__cause__ or error.__context__
    return False


@lru_cache(maxsize=256)
def _with_marks(sql: str) -> str:
    return sql.replace("?", "%s")
