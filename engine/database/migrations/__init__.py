"""The changes made to the tables since the beginning, each run once, in order.

A migration is a file `NNNN_<what>.py` with `STATEMENTS`: plain SQL that both databases take. It
never changes once released, and never reads `tables.py`, which tells of today only.
"""

from importlib import import_module
from pkgutil import iter_modules

from engine.database.connection import Database

LOCK = 7_483_920
LEDGER = (
    "CREATE TABLE IF NOT EXISTS migration (name TEXT NOT NULL PRIMARY KEY,"
    " applied_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)"
)


def migrate(database: Database) -> list[str]:
    """Bring the tables up to date and give the names of the migrations run.

    Several processes may do so at once: one works, the others wait and find nothing to do.
    """
    database.use_journal()
    with database.transaction(durable=True):
        database.lock(LOCK)
        database.change(LEDGER)
        done = {name for (name,) in database.rows("SELECT name FROM migration")}
        return [_run(database, name) for name in names() if name not in done]


def names() -> list[str]:
    """The names of all the migrations, in their order."""
    return sorted(module.name for module in iter_modules(__path__))


def _run(database: Database, name: str) -> str:
    for statement in import_module(f"{__name__}.{name}").STATEMENTS:
        database.change(statement)
    database.change("INSERT INTO migration (name) VALUES (?)", name)
    return name
