"""How much is open and received at a site, by procedure: counts only."""

from datetime import datetime

from engine.database.columns import time_kept, time_of
from engine.database.connection import Database

OPEN = (
    "SELECT procedure, count(*) FROM draft"
    " WHERE submitted_at IS NULL AND owner >= ? AND owner < ? GROUP BY procedure"
)
RECEIVED = (
    "SELECT procedure, count(*) FROM submission WHERE site = ? AND received_at > ?"
    " GROUP BY procedure"
)

PUBLISHED = (
    "SELECT procedure, MAX(published_at) FROM version WHERE withdrawn_at IS NULL GROUP BY procedure"
)


def last_published(database: Database) -> dict[str, datetime]:
    """When the version of each procedure that is served was published."""
    return {name: time_of(at) for name, at in database.rows(PUBLISHED)}


def drafts_open(database: Database, site: str) -> dict[str, int]:
    """How many drafts of each procedure are open at a site; an owner begins with its site."""
    return {name: int(count) for name, count in database.rows(OPEN, f"{site}/", f"{site}0")}


def received_since(database: Database, site: str, since: datetime) -> dict[str, int]:
    """How many submissions of each procedure a site received after a time."""
    return {name: int(count) for name, count in database.rows(RECEIVED, site, time_kept(since))}
