"""Signing in: whatever is wrong, the same answer after the same work."""

from dataclasses import replace
from typing import NoReturn

from engine.accounts.emails import normalised
from engine.accounts.hashing import Verified, hashed, verified
from engine.accounts.throttling import sign_in_waits
from engine.database import accounts, events
from engine.database.accounts import Account
from engine.services import slowing
from engine.services.acting import ActRefused, Asked, Outcome
from engine.services.entering import enter, may_enter, origin_of


def perform(asked: Asked) -> Outcome:
    """Begin a session for the account of an address and a password; raises ActRefused."""
    desk, site = asked.desk, asked.visitor.site
    email = normalised(asked.values.get("email") or "")
    subjects = (
        slowing.account_here(desk, site, email, asked.browser),
        slowing.address(desk, asked.browser),
    )
    tried = slowing.count_try(asked, slowing.SIGN_IN, subjects, sign_in_waits)
    account = accounts.find(desk.database, site, email)
    password = asked.values.get("password") or ""
    found = verified(password, account.password_hash if account else None)
    if account is None or not (may_enter(account) and found.is_right):
        refuse(asked, account)
    slowing.clear(desk, tried)
    keep_hash(asked, account, password, found)
    outcome = enter(
        desk, asked.visitor, account, asked.browser, asked.now,
        is_remembered=bool(asked.values.get("remember")),
    )  # fmt: skip
    return replace(outcome, following=asked.following or outcome.following)


def refuse(asked: Asked, account: Account | None) -> NoReturn:
    """Keep that it failed, and say nothing of why."""
    site, origin = asked.visitor.site, origin_of(asked.browser)
    known = account.id if account else None
    events.append(asked.desk.database, site, known, "sign_in_refused", asked.now, origin)
    raise ActRefused("refused")


def keep_hash(asked: Asked, account: Account, password: str, found: Verified) -> None:
    """Make the hash anew when its parameters are no longer ours."""
    if found.is_outdated:
        accounts.rehash(asked.desk.database, account, hashed(password))
