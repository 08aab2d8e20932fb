"""Closing one's account: nobody signs in to it any more; what was sent stays with the service."""

from datetime import datetime, timedelta

from engine.accounts.browsers import described, shortened
from engine.accounts.hashing import verified
from engine.database import accounts, events, remembered, sessions
from engine.errors import NotFoundError
from engine.services.acting import Browser
from engine.services.desk import Desk, Visitor
from engine.services.erasing import write

FRESH = timedelta(minutes=10)


def is_fresh(visitor: Visitor, now: datetime) -> bool:
    """Whether the visitor signed in so lately that the password need not be asked again."""
    session = visitor.session
    if session is None or session.authenticated_at is None:
        return False
    return now - session.authenticated_at <= FRESH


def close(desk: Desk, visitor: Visitor, password: str, browser: Browser, now: datetime) -> bool:
    """Close the visitor's account and end all its sessions; False when the password is wrong."""
    account = visitor.account
    if account is None:
        raise NotFoundError("account")
    if not is_fresh(visitor, now) and not verified(password, account.password_hash).is_right:
        return False
    origin = events.Origin(described(browser.agent), shortened(browser.address))
    with desk.database.transaction(durable=True):
        accounts.close(desk.database, account, now)
        sessions.delete_all(desk.database, account.id)
        remembered.delete_all(desk.database, account.id)
        events.append(desk.database, account.site, account.id, "account_closed", now, origin)
        write(desk, account, "compte-ferme", f"account/{account.id}/closed", {}, now)
    return True
