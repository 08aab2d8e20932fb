"""Entering: what happens each time that somebody proved who they are."""

from dataclasses import replace
from datetime import datetime

from engine.accounts.browsers import described, shortened
from engine.accounts.lifetimes import REMEMBERED
from engine.accounts.roles import may_be_remembered
from engine.database import events, remembered, sessions
from engine.database.accounts import Account
from engine.database.events import Origin
from engine.i18n import format_datetime
from engine.services.acting import Browser, Outcome
from engine.services.desk import Desk, Visitor
from engine.services.joining import join_letters
from engine.services.mailing import notify
from engine.services.signing_in import begin_session, hand_over

SIGNED_IN = "signed_in"
HOME = "/tableau-de-bord"


def may_enter(account: Account | None) -> bool:
    """Whether an account can be used: it is open, and its mail address was confirmed."""
    return account is not None and account.closed_at is None and bool(account.email_verified_at)


def enter(
    desk: Desk,
    visitor: Visitor,
    account: Account,
    browser: Browser,
    now: datetime,
    *,
    is_remembered: bool = False,
    is_proven: bool = False,
) -> Outcome:
    """Begin a session of an account, in place of the visitor's, and tell its person.

    The browser is remembered only when it is asked for and the account has no role. A second
    factor that the account has is still due, unless its code was given already.
    """
    with desk.database.transaction():
        hand_over(desk, visitor, account)
        account = join_letters(desk, account, now)
        _leave(desk, visitor)
        _tell(desk, account, browser, visitor.language, now)
        series, token = None, None
        if is_remembered and may_be_remembered(account.roles):
            given = described(browser.agent), now, REMEMBERED
            series, token = remembered.create(desk.database, account.id, *given)
        given_code = {"is_proven": is_proven and account.totp_confirmed_at is not None}
        begun = begin_session(desk, account, browser, now, series=series, **given_code)
    return replace(begun, remember=token, following=HOME)


def origin_of(browser: Browser) -> Origin:
    """What is kept of where a request comes from."""
    return Origin(described(browser.agent), shortened(browser.address))


def _leave(desk: Desk, visitor: Visitor) -> None:
    session = visitor.session
    if session is not None:
        sessions.delete_one(desk.database, session.account, session.id)


def _tell(desk: Desk, account: Account, browser: Browser, language: str, now: datetime) -> None:
    """Keep that somebody entered; the person gets a mail when the browser is a new one."""
    origin = origin_of(browser)
    is_new = events.is_new_browser(desk.database, account.id, SIGNED_IN, origin.browser)
    events.append(desk.database, account.site, account.id, SIGNED_IN, now, origin)
    if is_new:
        when = format_datetime(now, language)
        notify(
            desk, account.site, account.email, "connexion-nouvelle", language, now,
            time=when, browser=origin.browser,
        )  # fmt: skip
