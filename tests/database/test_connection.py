"""Transactions, full disks, lost connections and forks."""

import os
import threading
from pathlib import Path

import psycopg
import pytest

from engine.database import (
    Database,
    DatabaseFullError,
    DatabaseUnavailableError,
    connect,
    counters,
    migrate,
)
from tests.database.samples import NOW, a_draft

END_THE_OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def count(database: Database) -> int:
    ((number,),) = database.rows("SELECT COUNT(*) FROM draft")
    return int(number)


def test_a_transaction_that_fails_keeps_nothing(database: Database) -> None:
    def fail() -> None:
        with database.transaction():
            a_draft(database)
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert count(database) == 0


def test_a_transaction_inside_another_ends_with_it(database: Database) -> None:
    def fail() -> None:
        with database.transaction():
            with database.transaction():
                a_draft(database)
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert count(database) == 0


def test_a_durable_transaction_is_the_outermost(database: Database) -> None:
    with database.transaction(durable=True), database.transaction(durable=True):
        a_draft(database)
    with pytest.raises(RuntimeError), database.transaction(), database.transaction(durable=True):
        pass

    assert count(database) == 1


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_the_disk_is_waited_for_once_others_may_write(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, bool]] = []

    def spy(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        seen.append((path.suffix, database._backend.in_transaction()))

    monkeypatch.setattr(os, "fsync", spy)
    with database.transaction():
        a_draft(database)
    quick = list(seen)
    with database.transaction(durable=True):
        a_draft(database)

    assert quick == []
    # The file itself is never opened: closing it would drop the locks of this process.
    assert seen == [(".sqlite3-wal", False), ("", False)]


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_disk_that_fails_is_said(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DatabaseUnavailableError), database.transaction(durable=True):
        a_draft(database)


def test_threads_write_at_once_without_losing_anything(database: Database) -> None:
    def write() -> None:
        for _ in range(10):
            with database.transaction():
                before = count(database)
                a_draft(database)
                assert count(database) > before
        database.close()

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert count(database) == 80


def test_a_full_disk_is_said_and_nothing_is_kept(tmp_path: Path) -> None:
    database = connect(f"sqlite:///{tmp_path / 'one.sqlite3'}")
    migrate(database)
    ((pages,),) = database.rows("PRAGMA page_count")
    database.rows(f"PRAGMA max_page_count = {pages + 1}")

    def fill() -> None:
        with database.transaction(durable=True):
            counters.next_number(database, "kept?")
            a_draft(database, owner="x" * 100_000)

    with pytest.raises(DatabaseFullError):
        fill()

    database.rows(f"PRAGMA max_page_count = {pages + 1000}")
    assert database.rows("SELECT * FROM counter") == []
    a_draft(database)
    assert count(database) == 1
    database.close()


def test_a_server_that_does_not_answer_is_said() -> None:
    database = connect("postgresql://guichet@127.0.0.1:1/none")

    with pytest.raises(DatabaseUnavailableError):
        count(database)


@pytest.mark.parametrize("url", ["mysql://x/y", "guichet.sqlite3", ""])
def test_another_kind_of_database_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="begins with"):
        connect(url)


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_a_connection_lost_while_idle_is_opened_again(
    database: Database, database_url: str
) -> None:
    a_draft(database)
    outside = psycopg.connect(database_url, autocommit=True)

    outside.execute(END_THE_OTHERS)
    read = count(database)
    outside.execute(END_THE_OTHERS)
    a_draft(database)
    outside.execute(END_THE_OTHERS)
    with database.transaction(durable=True):
        a_draft(database)

    assert read == 1
    assert count(database) == 3
    outside.close()


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_a_connection_lost_inside_a_transaction_keeps_nothing(
    database: Database, database_url: str
) -> None:
    outside = psycopg.connect(database_url, autocommit=True)

    def lose() -> None:
        with database.transaction():
            a_draft(database)
            outside.execute(END_THE_OTHERS)
            a_draft(database)

    with pytest.raises(DatabaseUnavailableError):
        lose()

    assert count(database) == 0
    outside.close()


def test_the_child_of_a_fork_has_its_own_connection(database: Database) -> None:
    a_draft(database)

    child = os.fork()
    if child == 0:
        os._exit(0 if count(database) == 1 and a_draft(database).created_at == NOW else 1)
    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert count(database) == 2
