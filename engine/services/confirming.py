"""Links of mails: looking at one changes nothing; confirming uses it, once."""

from dataclasses import dataclass
from datetime import datetime

from engine.database import accounts, events, links
from engine.database.accounts import Account, EmailTakenError
from engine.database.links import Link
from engine.errors import NotAllowedError, NotFoundError
from engine.i18n import format_datetime
from engine.services.acting import Browser, Outcome
from engine.services.desk import Desk, Visitor
from engine.services.entering import enter, origin_of
from engine.services.mailing import CHANGE_EMAIL, VERIFY_EMAIL, ask_link, notify


@dataclass(frozen=True)
class OpenedLink:
    """A link that serves: `verify_email`, `reset_password` or `change_email`."""

    purpose: str
    expires_at: datetime


def open_link(desk: Desk, site: str, token: str, now: datetime) -> OpenedLink:
    """What a link is for, without using it; raises NotFoundError for one that does not serve."""
    link = links.find(desk.database, site, token, now)
    return OpenedLink(link.purpose, link.expires_at)


def confirm(desk: Desk, visitor: Visitor, token: str, browser: Browser, now: datetime) -> Outcome:
    """Use a link that confirms a mail address: the account is active, and its person signed in.

    Raises NotFoundError for a link that does not serve, or serves to choose a password, and
    NotAllowedError when another address is confirmed by anybody but the person: whoever has the
    address that was mistyped does not get the account.
    """
    purpose = open_link(desk, visitor.site, token, now).purpose
    if purpose not in {VERIFY_EMAIL, CHANGE_EMAIL}:
        raise NotFoundError("link")
    with desk.database.transaction():
        link = links.use(desk.database, visitor.site, token, purpose, now)
        account = accounts.load(desk.database, visitor.site, link.account)
        if purpose == CHANGE_EMAIL:
            return _change_email(desk, visitor, account, link, browser, now)
        return _activate(desk, visitor, account, browser, now)


def ask_new_email(desk: Desk, visitor: Visitor, email: str, now: datetime) -> None:
    """Have a link sent to another address that the person wants: it is theirs once followed."""
    if visitor.account is None:
        raise NotFoundError("account")
    known, language = visitor.account, visitor.language
    ask_link(desk, known.site, known.email, "new_email", language, now, email=email)


def _activate(
    desk: Desk, visitor: Visitor, account: Account, browser: Browser, now: datetime
) -> Outcome:
    accounts.confirm_email(desk.database, account, now)
    origin = origin_of(browser)
    events.append(desk.database, account.site, account.id, "account_activated", now, origin)
    when = format_datetime(now, visitor.language)
    _tell(desk, account, "compte-active", visitor.language, now, when)
    return enter(desk, visitor, account, browser, now)


def _change_email(
    desk: Desk, visitor: Visitor, account: Account, link: Link, browser: Browser, now: datetime
) -> Outcome:
    """Keep the new address, and tell the one before. Whoever is signed in stays so."""
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
