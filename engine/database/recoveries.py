"""Recovery codes: each stands in for a lost second factor, once; only hashes are kept."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from engine.database.columns import time_kept
from engine.database.connection import Database

INSERT = (
    "INSERT INTO recovery (id, account_id, selector, verifier_hash, created_at)"
    " VALUES (?, ?, ?, ?, ?)"
)
FIND = (
    "SELECT id, verifier_hash FROM recovery"
    " WHERE account_id = ? AND selector = ? AND used_at IS NULL"
)


@dataclass(frozen=True, slots=True)
class Recovery:
    """A code that was not used yet."""

    id: str
    verifier_hash: str


def replace_all(
    database: Database, account: str, made: Iterable[tuple[str, str]], now: datetime
) -> None:
    """Keep other codes, as selectors and hashes; those of before serve no more."""
    with database.transaction():
        delete_all(database, account)
        for selector, verifier_hash in made:
            number = secrets.token_hex(16)
            database.change(INSERT, number, account, selector, verifier_hash, time_kept(now))


def find(database: Database, account: str, selector: str) -> Recovery | None:
    """The code of an account that begins so, None once it was used."""
    rows = database.rows(FIND, account, selector)
    return next((Recovery(*row) for row in rows), None)


def use(database: Database, recovery: Recovery, now: datetime) -> bool:
    """Whether a code is used for the first time; of several that try, one has it."""
    statement = "UPDATE recovery SET used_at = ? WHERE id = ? AND used_at IS NULL"
    return database.change(statement, time_kept(now), recovery.id) == 1


def remaining(database: Database, account: str) -> int:
    """How many codes of an account still serve."""
    statement = "SELECT count(*) FROM recovery WHERE account_id = ? AND used_at IS NULL"
    ((number,),) = database.rows(statement, account)
    return int(number)


def delete_all(database: Database, account: str) -> int:
    """Forget all the codes of an account; gives their number."""
    return database.change("DELETE FROM recovery WHERE account_id = ?", account)
