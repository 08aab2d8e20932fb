"""Counters: numbers given in order, each once, such as those of references."""

from engine.database.connection import Database

NEXT = (
    "INSERT INTO counter (name, value) VALUES (?, 1)"
    " ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value"
)


def next_number(database: Database, name: str) -> int:
    """The next number of a series, from 1; given back if the transaction fails."""
    ((value,),) = database.rows(NEXT, name)
    return int(value)
