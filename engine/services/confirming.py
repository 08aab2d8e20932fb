"""Links of mails: looking at one changes nothing; confirming uses it, once."""

from dataclasses import dataclass
from datetime import datetime

from engine.accounts.hashing import verified
from engine.accounts.throttling import sign_in_waits
from engine.database import accounts, events, links
from engine.database.accounts import Account, EmailTakenError
from engine.errors import NotAllowedError, NotFoundError
from engine.i18n import format_datetime
from engine.services import slowing
from engine.services.acting import ActRefused, Browser, Outcome
from engine.services.desk import Desk, Visitor
from engine.services.entering import enter, origin_of
from engine.services.mailing import CHANGE_EMAIL, PATH, VERIFY_EMAIL, ask_link, notify
from engine.services.providing import identities_of

LINKS = PATH


@dataclass(frozen=True)
class OpenedLink:
    """A link that serves: `verify_email`, `reset_password` or `change_email`.

    `asks` is what else proves that the account is one's own: `password`, `provider`, or nothing.
    """

    purpose: str
    expires_at: datetime
    asks: str = ""


def open_link(desk: Desk, site: str, token: str, now: datetime) -> OpenedLink:
    """What a link is for, without using it; raises NotFoundError for one that does not serve."""
    link = links.find(desk.database, site, token, now)
    asks = ""
    if link.purpose == VERIFY_EMAIL:
        account = accounts.load(desk.database, site, link.account)
        if account.password_hash:
            asks = "password"
        elif identities_of(desk, account):
            asks = "provider"
    return OpenedLink(link.purpose, link.expires_at, asks)


def confirm(
    desk: Desk, visitor: Visitor, token: str, browser: Browser, now: datetime, password: str = ""
) -> Outcome:
    """Use a link that confirms a mail address: the account is active, and its person signed in.

    Whoever has the address that was mistyped does not get the account: it is activated with the
    password chosen before, which raises ActRefused when it is wrong; and another address is
    confirmed by its person alone, which raises NotAllowedError. Raises NotFoundError for a link
    that does not serve, or serves to choose a password.
    """
    link = open_link(desk, visitor.site, token, now)
    if link.purpose not in {VERIFY_EMAIL, CHANGE_EMAIL} or link.asks == "provider":
        raise NotFoundError("link")
    if link.asks == "password":
        check_password(desk, visitor, token, password, browser, now)
    with desk.database.transaction():
        if link.purpose == CHANGE_EMAIL:
            return _change_email(desk, visitor, token, browser, now)
        found = links.find(desk.database, visitor.site, token, now)
        account = accounts.load(desk.database, visitor.site, found.account)
        account = activate(desk, visitor, account, token, browser, now)
        return enter(desk, visitor, account, browser, now)


def check_password(
    desk: Desk, visitor: Visitor, token: str, password: str, browser: Browser, now: datetime
) -> None:
    """Refuse who does not know the password that was chosen with the address of a link."""
    link = links.find(desk.database, visitor.site, token, now)
    account = accounts.load(desk.database, visitor.site, link.account)
    subjects = (
        slowing.account_here(desk, account.site, account.email, browser),
        slowing.address(desk, browser),
    )
    tried = slowing.count(desk, visitor.language, slowing.SIGN_IN, subjects, sign_in_waits, now)
    if not verified(password, account.password_hash).is_right:
        raise ActRefused("refused")
    slowing.clear(desk, tried)


def activate(
    desk: Desk, visitor: Visitor, account: Account, token: str, browser: Browser, now: datetime
) -> Account:
    """Use the link that confirms the address of an account, and tell its person. NotFoundError."""
    with desk.database.transaction():
        link = links.use(desk.database, visitor.site, token, VERIFY_EMAIL, now)
        if link.account != account.id:
            raise NotFoundError("link")
        accounts.confirm_email(desk.database, account, now)
        origin = origin_of(browser)
        events.append(desk.database, account.site, account.id, "account_activated", now, origin)
        when = format_datetime(now, visitor.language)
        _tell(desk, account, "compte-active", visitor.language, now, when)
    return accounts.load(desk.database, account.site, account.id)


def ask_new_email(desk: Desk, visitor: Visitor, email: str, now: datetime) -> None:
    """Have a link sent to another address that the person wants: it is theirs once followed."""
    if visitor.account is None:
        raise NotFoundError("account")
    known, language = visitor.account, visitor.language
    ask_link(desk, known.site, known.email, "new_email", language, now, email=email)


def _change_email(
    desk: Desk, visitor: Visitor, token: str, browser: Browser, now: datetime
) -> Outcome:
    """Keep the new address, and tell the one before. Whoever is signed in stays so."""
    link = links.use(desk.database, visitor.site, token, CHANGE_EMAIL, now)
    account = accounts.load(desk.database, visitor.site, link.account)
    if visitor.account is None or visitor.account.id != account.id:
        raise NotAllowedError("change_email")
    try:
        accounts.set_email(desk.database, account, link.details["email"], now)
    except EmailTakenError as error:
        raise NotFoundError("link") from error
    origin = origin_of(browser)
    events.append(desk.database, account.site, account.id, "email_changed", now, origin)
    when = format_datetime(now, visitor.language)
    _tell(desk, account, "adresse-changee", visitor.language, now, when)
    return Outcome(following="/mon-compte")


def _tell(
    desk: Desk, account: Account, template: str, language: str, now: datetime, when: str
) -> None:
    notify(desk, account.site, account.email, template, language, now, time=when)
