"""Where a person is signed in: the sessions of their account, and the browsers remembered."""

from dataclasses import dataclass
from datetime import datetime

from engine.database import events, remembered, sessions
from engine.database.events import Event
from engine.errors import NotAllowedError
from engine.services.acting import Browser
from engine.services.desk import Desk, Visitor
from engine.services.entering import origin_of

SHOWN_EVENTS = 20


@dataclass(frozen=True)
class Connected:
    """A browser that can open the account: by a session, or because it is remembered."""

    id: str
    browser: str
    address: str
    begun_at: datetime
    seen_at: datetime
    is_this: bool
    is_remembered: bool


def browsers(desk: Desk, visitor: Visitor, now: datetime) -> list[Connected]:
    """The browsers that can open the account now, this one first."""
    account, this = _account(visitor), visitor.session
    open_ones = sessions.list_of(desk.database, account, now)
    found = [
        Connected(
            one.id, one.browser, one.address, one.created_at, one.seen_at,
            this is not None and one.token_hash == this.token_hash, one.remembered is not None,
        )
        for one in open_ones
    ]  # fmt: skip
    series = {one.remembered for one in open_ones}
    found += [
        Connected(one.series, one.browser, "", one.created_at, one.used_at, False, True)
        for one in remembered.list_of(desk.database, account, now)
        if one.series not in series
    ]
    return sorted(found, key=lambda one: not one.is_this)


def end(desk: Desk, visitor: Visitor, number: str, browser: Browser, now: datetime) -> None:
    """Sign out one browser of the person, and remember it no more."""
    account = _account(visitor)
    with desk.database.transaction():
        if not sessions.delete_one(desk.database, account, number):
            remembered.delete(desk.database, account, number)
        _note(desk, visitor, "session_ended", browser, now)


def end_others(desk: Desk, visitor: Visitor, browser: Browser, now: datetime) -> None:
    """Sign out all the browsers of the person but this one."""
    account, this = _account(visitor), visitor.session
    with desk.database.transaction():
        kept = this.remembered if this else None
        sessions.delete_other(desk.database, account, this.token_hash if this else "")
        remembered.delete_other(desk.database, account, kept)
        _note(desk, visitor, "other_sessions_ended", browser, now)


def history(desk: Desk, visitor: Visitor) -> list[Event]:
    """What happened to the account lately, the last first."""
    return events.list_of(desk.database, visitor.site, _account(visitor), SHOWN_EVENTS)


def _account(visitor: Visitor) -> str:
    if visitor.account is None:
        raise NotAllowedError("person")
    return visitor.account.id


def _note(desk: Desk, visitor: Visitor, kind: str, browser: Browser, now: datetime) -> None:
    origin = origin_of(browser)
    events.append(desk.database, visitor.site, _account(visitor), kind, now, origin)
