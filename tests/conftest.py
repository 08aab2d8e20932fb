"""What all the tests share: databases, a mail server, a clock at noon, a closed network, a disk
that is not waited for.
"""

import itertools
import os
import shutil
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
import time_machine

from engine.database import Database, connect, migrate
from engine.database.tables import TABLES
from tests.servers import Inbox, mail_server, shared_postgresql

NOON = datetime(2025, 3, 12, 11, 0, tzinfo=UTC)  # noon in Paris
NUMBERS = itertools.count()
END_THE_OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
# Of tables that hold a few rows, taking the rows away is much quicker than taking their files away.
# As a replica, the server checks no reference meanwhile.
EMPTY_ALL = "; ".join(
    [
        "SET session_replication_role = replica",
        *(f'DELETE FROM "{table._meta.table_name}"' for table in TABLES),
    ]
)


@pytest.fixture(autouse=True)
def clock_at_noon() -> Iterator[None]:
    """Stop the clock at noon in Paris; a test that needs real time overrides this fixture."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture(autouse=True)
def closed_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine."""
    connect_to = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in {
            "127.0.0.1", "::1", "localhost",
        }:  # fmt: skip
            raise AssertionError(f"a test connects to {address}")
        connect_to(self, address)

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="session", autouse=True)
def disk_not_waited_for() -> Iterator[None]:
    """Let a call that waits for the disk return at once: nobody pulls the plug during a test.

    Those of what is waited for, and when, put their own in its place.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda descriptor: os.fstat(descriptor) and None)
        yield


@pytest.fixture(scope="session")
def sqlite_with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of SQLite that has the tables and nothing in them, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.sqlite3"
    database = connect(f"sqlite:///{path}")
    migrate(database)
    database.close()
    return path


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server shared by all the processes of a run."""
    own = tmp_path_factory.getbasetemp()
    run = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    folder = run / "postgresql"
    folder.mkdir(exist_ok=True)
    with shared_postgresql(folder) as address:
        yield address


@pytest.fixture(scope="session")
def postgresql_with_tables(postgresql: str) -> str:
    """The address of a database of this process that has the tables."""
    url = f"{postgresql}/{_create_database(postgresql)}"
    database = connect(url)
    migrate(database)
    database.close()
    return url


@pytest.fixture
def postgresql_emptied(postgresql_with_tables: str) -> Iterator[str]:
    """The same, whose rows and connections are ended after the test."""
    yield postgresql_with_tables
    with psycopg.connect(postgresql_with_tables, autocommit=True) as connection:
        connection.execute(END_THE_OTHERS)
        connection.execute(EMPTY_ALL)


@pytest.fixture
def postgresql_without_tables(postgresql: str) -> Iterator[str]:
    """The address of a new database."""
    name = _create_database(postgresql)
    yield f"{postgresql}/{name}"
    _administer(postgresql, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database in turn."""
    kind: str = request.param
    return kind


@pytest.fixture
def empty_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables, of each kind."""
    if kind == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    url: str = request.getfixturevalue("postgresql_without_tables")
    return url


@pytest.fixture
def database_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with its tables, of each kind."""
    if kind == "postgresql":
        url: str = request.getfixturevalue("postgresql_emptied")
        return url
    migrated: Path = request.getfixturevalue("sqlite_with_tables")
    return f"sqlite:///{shutil.copyfile(migrated, tmp_path / 'guichet.sqlite3')}"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database with its tables, of each kind."""
    database = connect(database_url)
    yield database
    database.close()


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    """A mail server, and what it took."""
    with mail_server() as inbox:
        yield inbox


def _create_database(server: str) -> str:
    name = f"test_{os.getpid()}_{next(NUMBERS)}"
    _administer(server, f"CREATE DATABASE {name} TEMPLATE template0")
    return name


def _administer(server: str, statement: str) -> None:
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(statement.encode())
