"""Choosing another password: by the link of a mail, or with the present one."""

from dataclasses import replace

from engine.accounts.hashing import hashed, verified
from engine.accounts.throttling import sign_in_waits
from engine.database import accounts, events, links, remembered, sessions
from engine.database.accounts import Account
from engine.errors import NotFoundError
from engine.i18n import format_datetime
from engine.services import slowing
from engine.services.acting import ActRefused, Asked, Outcome
from engine.services.choosing import asked_by, check_password
from engine.services.entering import origin_of
from engine.services.mailing import RESET_PASSWORD, is_unconfirmed, notify
from engine.services.signing_in import begin_session


def perform(asked: Asked) -> Outcome:
    """Keep another password, and end what was opened with the one before; raises ActRefused."""
    token = asked.values.get("token")
    return by_link(asked, token) if token else by_password(asked)


def by_link(asked: Asked, token: str) -> Outcome:
    """What a link allows: it proves the mail address too. One signs in afterwards."""
    desk, site, now = asked.desk, asked.visitor.site, asked.now
    account = account_of_link(asked, token)
    new = new_password(asked, account)
    with desk.database.transaction():
        try:
            links.use(desk.database, site, token, RESET_PASSWORD, now)
        except NotFoundError as error:
            raise ActRefused("expired") from error
        links.revoke(desk.database, account.id, RESET_PASSWORD, now)
        accounts.confirm_email(desk.database, account, now)
        slowing.clear_sign_in(desk, site, account.email, asked.browser)
        keep(asked, account, new)
    return Outcome(forget=True, ends_session=asked.visitor.session is not None)


def account_of_link(asked: Asked, token: str) -> Account:
    """The account that a link is for; it is not used yet."""
    desk, site = asked.desk, asked.visitor.site
    try:
        link = links.find(desk.database, site, token, asked.now)
        account = accounts.load(desk.database, site, link.account)
    except NotFoundError as error:
        raise ActRefused("expired") from error
    if link.purpose != RESET_PASSWORD or is_unconfirmed(account):
        raise ActRefused("expired")
    return account


def by_password(asked: Asked) -> Outcome:
    """What the present password allows to who is signed in; they stay so, under a new token."""
    desk, visitor = asked.desk, asked.visitor
    account = visitor.account
    if account is None or visitor.session is None:
        raise ActRefused("expired")
    check_current(asked, account)
    new = new_password(asked, account)
    with desk.database.transaction():
        keep(asked, account, new)
        begun = begin_session(
            desk, account, asked.browser, asked.now,
            is_proven=visitor.session.second_factor_due_at is None,
        )  # fmt: skip
    return replace(begun, forget=True, following=asked.following)


def check_current(asked: Asked, account: Account) -> None:
    """Refuse a wrong present password; it is slowed down as signing in is."""
    desk = asked.desk
    subjects = (
        slowing.account_here(desk, account.site, account.email, asked.browser),
        slowing.address(desk, asked.browser),
    )
    tried = slowing.count_try(asked, slowing.SIGN_IN, subjects, sign_in_waits)
    if not verified(asked.values.get("current") or "", account.password_hash).is_right:
        raise ActRefused("current", asked_by(asked, "current"))
    slowing.clear(desk, tried)


def new_password(asked: Asked, account: Account) -> str:
    """The hash of the password chosen, which is refused when it is not good."""
    password = asked.values.get("password") or ""
    check_password(asked, password, account.name, account.email)
    return hashed(password)


def keep(asked: Asked, account: Account, password_hash: str) -> None:
    """Keep the password, end sessions and remembered browsers, and tell the person."""
    desk, now, language = asked.desk, asked.now, asked.visitor.language
    accounts.set_password(desk.database, account, password_hash, now)
    sessions.delete_all(desk.database, account.id)
    remembered.delete_all(desk.database, account.id)
    origin = origin_of(asked.browser)
    events.append(desk.database, account.site, account.id, "password_changed", now, origin)
    when = format_datetime(now, language)
    notify(desk, account.site, account.email, "mot-de-passe-change", language, now, time=when)
