"""Recognising somebody by an address and a password: whatever is wrong, the same refusal."""

from datetime import datetime

from engine.accounts.emails import normalised
from engine.accounts.hashing import Verified, hashed, verified
from engine.accounts.throttling import sign_in_waits
from engine.database import accounts, events
from engine.database.accounts import Account
from engine.services import slowing
from engine.services.acting import ActRefused, Browser
from engine.services.desk import Desk, Visitor
from engine.services.entering import may_enter, origin_of


def recognised(
    desk: Desk, visitor: Visitor, browser: Browser, given: tuple[str, str], now: datetime
) -> Account:
    """The account of a mail address and a password, as `given`; raises ActRefused.

    Each try counts, and takes as long whether the account exists or not.
    """
    site, email, password = visitor.site, normalised(given[0]), given[1]
    subjects = (
        slowing.account_here(desk, site, email, browser),
        slowing.address(desk, browser),
    )
    tried = slowing.count(desk, visitor.language, slowing.SIGN_IN, subjects, sign_in_waits, now)
    account = accounts.find(desk.database, site, email)
    found = verified(password, account.password_hash if account else None)
    if account is None or not (may_enter(account) and found.is_right):
        known = account.id if account else None
        origin = origin_of(browser)
        events.append(desk.database, site, known, "sign_in_refused", now, origin)
        raise ActRefused("refused")
    slowing.clear(desk, tried)
    keep_hash(desk, account, password, found)
    return account


def keep_hash(desk: Desk, account: Account, password: str, found: Verified) -> None:
    """Make the hash anew when its parameters are no longer ours."""
    if found.is_outdated:
        accounts.rehash(desk.database, account, hashed(password))
