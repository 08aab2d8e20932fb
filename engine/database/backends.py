"""How each kind of database is opened, with the settings that make it safe."""

from pathlib import Path

import peewee

from engine.database.drivers import load_postgresql

SQLITE = "sqlite:///"
POSTGRESQL = ("postgresql://", "postgres://")
BUSY_SECONDS = 5
# A connection of each thread keeps half a megabyte of pages: the system keeps them all anyway.
PRAGMAS = (("foreign_keys", 1), ("synchronous", "NORMAL"), ("cache_size", -512))


def opened(url: str) -> peewee.Database:
    """The database at a URL; nothing is connected yet."""
    if url.startswith(POSTGRESQL):
        return _postgresql(url)
    if url.startswith(SQLITE):
        return _sqlite(Path(url.removeprefix(SQLITE)))
    raise ValueError("the address of a database begins with sqlite:/// or postgresql://")


def _postgresql(url: str) -> peewee.PostgresqlDatabase:
    """PostgreSQL through psycopg; nobody waits for ever for a server or for a lock."""
    load_postgresql()
    return peewee.PostgresqlDatabase(
        "postgresql://" + url.partition("://")[2],
        prefer_psycopg3=True,
        connect_timeout=BUSY_SECONDS,
        options=f"-c lock_timeout={BUSY_SECONDS}s -c timezone=UTC",
        application_name="guichet",
    )


def _sqlite(file: Path) -> peewee.SqliteDatabase:
    """SQLite in a file, whose folder is made. A transaction takes its lock when it begins.

    One that reads first and writes later would otherwise fail as soon as another one writes.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return peewee.SqliteDatabase(
        str(file), pragmas=PRAGMAS, lock_type="IMMEDIATE", timeout=BUSY_SECONDS
    )
