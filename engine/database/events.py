"""Events: what happened to accounts. They are only ever added to, and say nothing typed."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from engine.database.columns import json_kept, json_of, time_kept, time_of
from engine.database.connection import Database

Json = Mapping[str, Any]
COLUMNS = "id, site, account, kind, at, browser, address, details"
INSERT = f"INSERT INTO event ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
SELECT = f"SELECT {COLUMNS} FROM event"  # noqa: S608 - names of our own
OF_ACCOUNT = " WHERE site = ? AND account = ? ORDER BY at DESC, id LIMIT ?"
OF_SITE = " WHERE site = ? ORDER BY at DESC, id LIMIT ?"
SINCE = "SELECT DISTINCT account FROM event WHERE site = ? AND kind = ? AND at > ?"
# One row whatever is found, so that one query says both.
KNOWN = (
    "SELECT count(*), COALESCE(SUM(CASE WHEN browser = ? THEN 1 ELSE 0 END), 0)"
    " FROM event WHERE account = ? AND kind = ?"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something came from: the browser in a few words, the address shortened."""

    browser: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an account, or to nobody's."""

    id: str
    site: str
    account: str | None
    kind: str
    at: datetime
    browser: str
    address: str
    details: Json


NOWHERE = Origin()
NOTHING: Json = MappingProxyType({})


def append(
    database: Database,
    site: str,
    account: str | None,
    kind: str,
    now: datetime,
    origin: Origin = NOWHERE,
    details: Json = NOTHING,
) -> None:
    """Keep what happened, and from where."""
    number, where = secrets.token_hex(16), (origin.browser, origin.address)
    kept = json_kept(dict(details))
    database.change(INSERT, number, site, account, kind, time_kept(now), *where, kept)


def list_of(database: Database, site: str, account: str, limit: int = 50) -> list[Event]:
    """What happened to an account of a site, the last first."""
    return [_event(row) for row in database.rows(SELECT + OF_ACCOUNT, site, account, limit)]


def list_at(database: Database, site: str, limit: int = 200) -> list[Event]:
    """What happened at a site, the last first."""
    return [_event(row) for row in database.rows(SELECT + OF_SITE, site, limit)]


def accounts_since(database: Database, site: str, kind: str, since: datetime) -> frozenset[str]:
    """The accounts of a site to which something of a kind happened after a time."""
    rows = database.rows(SINCE, site, kind, time_kept(since))
    return frozenset(account for (account,) in rows if account is not None)


def is_new_browser(database: Database, account: str, kind: str, browser: str) -> bool:
    """Whether an account has events of a kind, and none of them from this browser."""
    ((all_of_them, from_it),) = database.rows(KNOWN, browser, account, kind)
    return bool(all_of_them) and not from_it


def _event(row: Sequence[Any]) -> Event:
    number, site, account, kind, at, browser, address, details = row
    return Event(number, site, account, kind, time_of(at), browser, address, json_of(details))
