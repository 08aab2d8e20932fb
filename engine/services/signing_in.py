"""Sessions: who a browser signed in as."""

from dataclasses import replace
from datetime import datetime, timedelta

from engine.accounts.browsers import described, shortened
from engine.accounts.lifetimes import IDLE, session_life
from engine.accounts.roles import needs_second_factor
from engine.database import accounts, drafts, events, remembered, sessions, submissions, uploads
from engine.database.accounts import Account
from engine.database.events import Origin
from engine.database.remembered import Stolen
from engine.errors import NotFoundError
from engine.services.acting import Browser, Outcome
from engine.services.demonstration import PERSONS
from engine.services.desk import ANONYMOUS, Desk, Visitor, owner_of, visitor_of

SEEN_EVERY = timedelta(minutes=1)


def visitor_with(desk: Desk, site: str, token: str, now: datetime) -> Visitor:
    """The visitor whose browser has a token; raises NotFoundError once the session is over.

    A session of another site is as if it were over.
    """
    session, account = sessions.load_with_account(desk.database, site, token, now)
    if now - session.seen_at > SEEN_EVERY:
        sessions.seen(desk.database, session, now, IDLE)
    return visitor_of(account, desk.settings.language, session)


def begin_session(
    desk: Desk,
    account: Account,
    browser: Browser,
    now: datetime,
    *,
    series: str | None = None,
    is_proven: bool = False,
    is_resumed: bool = False,
) -> Outcome:
    """Begin a session under a new token, after a password, a link or a remembered browser.

    Unless the person `is_proven` by a second factor already, one that the account has, or must
    have, is due before the session opens anything. `series` is that of a remembered browser; one
    that `is_resumed` by it is no fresh proof of who is there.
    """
    due = not is_proven and (
        account.totp_confirmed_at is not None or needs_second_factor(account.roles)
    )
    life = session_life(account.roles, second_factor_due=due)
    token = sessions.create(
        desk.database,
        account.id,
        now,
        life.idle,
        ends_at=now + life.longest,
        authenticated_at=None if due or is_resumed else now,
        second_factor_due_at=now if due else None,
        remembered=series,
        browser=described(browser.agent),
        address=shortened(browser.address),
    )
    return Outcome(token=token)


def resume(desk: Desk, site: str, token: str, browser: Browser, now: datetime) -> Outcome | None:
    """Begin a session in a remembered browser: its token changes. None when it is not known.

    A token that two browsers used ends what either of them had (ASVS 7.2.4).
    """
    key = desk.settings.secret_key.encode()
    origin = Origin(described(browser.agent), shortened(browser.address))
    try:
        found = remembered.use(desk.database, site, token, key, now)
        account = accounts.load(desk.database, site, found.account)
    except NotFoundError:
        return None
    if isinstance(found, Stolen):
        events.append(desk.database, site, account.id, "remembered_stolen", now, origin)
        return None
    events.append(desk.database, site, account.id, "resumed", now, origin)
    begun = begin_session(desk, account, browser, now, series=found.series, is_resumed=True)
    return replace(begun, remember=found.token)


def hand_over(desk: Desk, before: Visitor, account: Account) -> None:
    """What a browser holds of nobody goes to the person who signs in with it."""
    if before.account is None and before.owner.startswith(f"{account.site}/{ANONYMOUS}"):
        for table in (drafts, uploads, submissions):
            table.hand_over(desk.database, before.owner, owner_of(account.site, account.id))


def sign_in_as(
    desk: Desk, before: Visitor, person: str, browser: Browser, now: datetime
) -> Outcome:
    """Begin a session as a person of the demonstration, without password nor second factor.

    What was begun and sent in this browser without account becomes the account's.
    Raises NotFoundError for somebody else, and wherever there is no demonstration.
    """
    chosen = next((one for one in PERSONS if one.id == person), None)
    account = accounts.find(desk.database, before.site, chosen.email) if chosen else None
    if account is None or not desk.settings.development:
        raise NotFoundError(person)
    with desk.database.transaction():
        hand_over(desk, before, account)
        return begin_session(desk, account, browser, now, is_proven=True)


def sign_out(desk: Desk, token: str, remember: str = "") -> None:
    """End a session; a browser that has the token `remember` is remembered no more."""
    with desk.database.transaction():
        sessions.delete(desk.database, token)
        if remember:
            remembered.forget(desk.database, remember)
