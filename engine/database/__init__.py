"""Where answers, submissions and what waits to be sent are kept: plain records come out.

`connect` opens a database, `migrate` brings its tables up to date, and each noun has a module
of functions that take the database first. Nothing outside this room sees a table.
"""

from engine.database import drivers
from engine.database.connection import (
    Database,
    DatabaseFullError,
    DatabaseUnavailableError,
    connect,
)
from engine.database.migrations import migrate

__all__ = [
    "Database",
    "DatabaseFullError",
    "DatabaseUnavailableError",
    "connect",
    "drivers",
    "migrate",
]
