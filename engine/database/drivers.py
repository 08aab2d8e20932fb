"""Loads peewee without the driver of PostgreSQL, which only some sites use.

peewee loads every driver that it finds. That of PostgreSQL costs 11 MB and a tenth of a second
to each process, which is a lot for the sites that keep everything in one file.
"""

import sys
from importlib import import_module
from typing import Any


def load_peewee() -> None:
    """Import peewee with the driver hidden from it."""
    if "peewee" in sys.modules:
        return
    loaded = sys.modules.get("psycopg")
    sys.modules["psycopg"] = None  # type: ignore[assignment]
    try:
        import_module("peewee")
    finally:
        del sys.modules["psycopg"]
        if loaded is not None:
            sys.modules["psycopg"] = loaded


def load_postgresql() -> None:
    """Give peewee the driver of PostgreSQL: the names that it would have imported itself."""
    peewee: Any = import_module("peewee")
    if peewee.psycopg is not None:
        return
    json = import_module("psycopg.types.json")
    peewee.TransactionStatus = import_module("psycopg.pq").TransactionStatus
    peewee.Json_pg3, peewee.Jsonb_pg3 = json.Json, json.Jsonb
    peewee.psycopg = import_module("psycopg")


load_peewee()
