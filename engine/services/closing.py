"""Closing one's account: nobody signs in to it any more; what was sent stays with the service."""

from datetime import datetime
from enum import Enum

from engine.accounts.browsers import described, shortened
from engine.accounts.hashing import verified
from engine.accounts.throttling import WINDOW, sign_in_waits
from engine.database import accounts, attempts, events, identities, recoveries, remembered, sessions
from engine.database.accounts import Account
from engine.errors import NotFoundError
from engine.services import slowing
from engine.services.acting import Browser
from engine.services.desk import Desk, Visitor
from engine.services.erasing import write


class Closing(Enum):
    """What became of the wish to close an account."""

    CLOSED = "closed"
    WRONG = "wrong"
    TOO_MANY = "too many"


def close(desk: Desk, visitor: Visitor, password: str, browser: Browser, now: datetime) -> Closing:
    """Close the visitor's account and end all its sessions, unless the password keeps it open."""
    account = visitor.account
    if account is None:
        raise NotFoundError("account")
    if not visitor.is_fresh(now):
        found = proved(desk, account, password, browser, now)
        if found is not Closing.CLOSED:
            return found
    origin = events.Origin(described(browser.agent), shortened(browser.address))
    with desk.database.transaction(durable=True):
        accounts.close(desk.database, account, now)
        identities.delete_all(desk.database, account.id)
        recoveries.delete_all(desk.database, account.id)
        sessions.delete_all(desk.database, account.id)
        remembered.delete_all(desk.database, account.id)
        events.append(desk.database, account.site, account.id, "account_closed", now, origin)
        write(desk, account, "compte-ferme", f"account/{account.id}/closed", {}, now)
    return Closing.CLOSED


def proved(desk: Desk, account: Account, password: str, browser: Browser, now: datetime) -> Closing:
    """Whether the password is right; wrong ones are slowed down as those of signing in are."""
    subjects = (
        slowing.account_here(desk, account.site, account.email, browser),
        slowing.address(desk, browser),
    )
    with desk.database.transaction():
        for subject in sorted(subjects):
            desk.database.lock(int(subject[: slowing.LOCK_DIGITS], 16))
        found = attempts.times(desk.database, slowing.SIGN_IN, subjects, now - WINDOW)
        if sign_in_waits(found[subjects[0]], found[subjects[1]], now) is not None:
            return Closing.TOO_MANY
        tried = attempts.add(desk.database, slowing.SIGN_IN, subjects, now)
    if not verified(password, account.password_hash).is_right:
        return Closing.WRONG
    attempts.take_back(desk.database, tried)
    return Closing.CLOSED
