"""Accounts as those who run a site see them: to help a person who can no longer get in."""

from dataclasses import dataclass
from datetime import datetime

from engine.accounts.emails import normalised
from engine.database import accounts, events, sessions
from engine.database.accounts import Account
from engine.database.events import Event
from engine.services.desk import Desk

MOST, SHOWN_EVENTS = 30, 30
LONGEST = 254


@dataclass(frozen=True)
class Seen:
    """An account, where it is signed in, and what happened to it."""

    account: Account
    sessions: int
    events: tuple[Event, ...]


def search(desk: Desk, site: str, text: str) -> list[Account]:
    """The accounts of a site whose address or name holds a text; none for a blank one."""
    wanted = normalised(text)[:LONGEST]
    return accounts.search(desk.database, site, wanted, MOST) if wanted else []


def seen(desk: Desk, site: str, account_id: str, now: datetime) -> Seen:
    """One account of a site; raises NotFoundError."""
    account = accounts.load(desk.database, site, account_id.replace("\0", ""))
    found = events.list_of(desk.database, site, account.id, SHOWN_EVENTS)
    return Seen(account, len(sessions.list_of(desk.database, account.id, now)), tuple(found))


__all__ = ["Account", "Event", "Seen", "search", "seen"]
