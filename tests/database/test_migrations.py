"""The tables are made the same way everywhere, whoever starts first."""

from importlib import import_module
from typing import Any

import peewee
import pytest

from engine.database import Database, DatabaseUnavailableError, connect, migrate
from engine.database.migrations import names
from engine.database.tables import TABLES
from tests.database.processes import ANEW


def described(database: Database) -> dict[str, Any]:
    backend = database._backend
    return {
        table: {
            "columns": sorted(
                (column.name, column.data_type, column.null, column.primary_key)
                for column in backend.get_columns(table)
            ),
            "indexes": sorted(
                (index.name, index.columns, index.unique, "WHERE" in index.sql.upper())
                for index in backend.get_indexes(table)
                if index.sql
            ),
            "keys": sorted(
                (key.column, key.dest_table, key.dest_column)
                for key in backend.get_foreign_keys(table)
            ),
        }
        for table in backend.get_tables()
        if table != "migration"
    }


def migrate_in_process(url: str) -> None:
    database = connect(url)
    migrate(database)
    database.close()


@pytest.fixture
def empty(empty_url: str) -> Any:
    database = connect(empty_url)
    yield database
    database.close()


def test_migrating_twice_changes_nothing(empty: Database) -> None:
    first = migrate(empty)

    second = migrate(empty)

    assert first == names()
    assert second == []


def test_the_migrations_make_the_tables_that_are_declared(
    empty: Database, database: Database
) -> None:
    with empty._backend.bind_ctx(TABLES):
        empty._backend.create_tables(TABLES)

    migrated, declared = described(database), described(empty)

    assert migrated == declared
    assert set(declared) == {table._meta.table_name for table in TABLES}


def test_several_processes_migrate_at_once(empty_url: str) -> None:
    processes = [ANEW.Process(target=migrate_in_process, args=(empty_url,)) for _ in range(4)]

    for process in processes:
        process.start()
    for process in processes:
        process.join(60)

    assert [process.exitcode for process in processes] == [0, 0, 0, 0]


def test_a_migration_that_fails_leaves_nothing(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = import_module(f"engine.database.migrations.{names()[0]}")
    monkeypatch.setattr(module, "STATEMENTS", ("CREATE TABLE one (id TEXT)", "DROP TABLE none"))

    with pytest.raises((peewee.ProgrammingError, DatabaseUnavailableError)):
        migrate(empty)

    assert empty._backend.get_tables() == []
