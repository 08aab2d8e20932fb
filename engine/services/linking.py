"""Linking: which account is that of the person whom an identity provider names.

An account is linked once its password was given, and its code when it has a second factor. A new
one is opened, where the site says so, and confirmed by a mail as those of letters are.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from engine.accounts.codes import known_as
from engine.accounts.emails import normalised
from engine.accounts.throttling import reset_is_written, reset_waits
from engine.database import accounts, events, identities, provings
from engine.database.accounts import Account, EmailTakenError
from engine.errors import NotAllowedError, NotFoundError
from engine.services import second_factor, slowing
from engine.services.acting import ActRefused, Browser
from engine.services.desk import Desk, Visitor
from engine.services.entering import origin_of
from engine.services.federating import Back, Held, enter_with
from engine.services.mailing import ask_link, tell_of_change
from engine.services.providing import provider_at
from engine.services.recognising import recognised

LONGEST_NAME = 200


@dataclass(frozen=True)
class Pivot:
    """The identity that a provider vouches for, as a person reads it."""

    given_names: str
    family_name: str
    used_name: str
    born: date | None
    email: str

    @property
    def name(self) -> str:
        """Given names and the name in use."""
        return " ".join(
            one for one in (self.given_names, self.used_name or self.family_name) if one
        )

    @classmethod
    def of(cls, held: Held) -> "Pivot":
        """The identity in what a provider said."""
        said = held.identity.claims

        def text(name: str) -> str:
            found = said.get(name)
            cleaned = unicodedata.normalize("NFC", found) if isinstance(found, str) else ""
            return " ".join(one for one in cleaned.split() if one.isprintable())[:LONGEST_NAME]

        names = (text("given_name"), text("family_name"), text("preferred_username"))
        return cls(*names, day_of(text("birthdate")), normalised(text("email")))


@dataclass(frozen=True)
class Given:
    """What somebody gives to show that an account is theirs."""

    email: str
    password: str
    code: str = ""
    is_mine: bool = False


def day_of(text: str) -> date | None:
    """A day of birth; providers say `YYYY-00-00` when they know the year alone."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_of(account: Account, pivot: Pivot) -> bool:
    """Whether an account bears one of the names of an identity."""
    name = known_as(account.name)
    known = [known_as(one) for one in (pivot.family_name, pivot.used_name) if one]
    return not known or not name or any(one in name for one in known)


def link(
    desk: Desk, visitor: Visitor, held: Held, given: Given, browser: Browser, now: datetime
) -> Back:
    """Link the identity to an account of the person, and sign in to it. Raises ActRefused.

    Its `key` is `refused`, `throttled`, `code`, `wrong_code`, `codes` or `name`.
    """
    account = recognised(desk, visitor, browser, (given.email, given.password), now)
    check_code(desk, account, given.code, now)
    is_alike = is_of(account, Pivot.of(held))
    if not is_alike and not given.is_mine:
        raise ActRefused("name", name=account.name)
    with desk.database.transaction():
        discard(desk, visitor.site, held)
        identities.link(desk.database, visitor.site, account.id, held.who, now)
        origin, details = origin_of(browser), {"names_differ": not is_alike}
        kept = desk.database, account.site, account.id
        events.append(*kept, "provider_linked", now, origin, details)
        tell_of_change(desk, account, "provider_linked", visitor.language, now)
        return enter_with(desk, visitor, account, held, browser, now, is_proven=True)


def check_code(desk: Desk, account: Account, code: str, now: datetime) -> None:
    """Refuse who does not give the code of a second factor that the account has."""
    if not second_factor.has_it(account):
        return
    if not code.strip():
        raise ActRefused("code", "code")
    try:
        is_right = second_factor.is_right(desk, account, code, now)
    except second_factor.TooManyCodesError as error:
        raise ActRefused("codes", "code") from error
    if not is_right:
        raise ActRefused("wrong_code", "code")


def open_account(
    desk: Desk, visitor: Visitor, held: Held, email: str, browser: Browser, now: datetime
) -> None:
    """Open an account for the person, to be confirmed by a mail. Raises ActRefused `throttled`.

    An address that already has an account gets a mail that says so; here nothing shows it.
    """
    said, site = provider_at(desk, visitor.site), visitor.site
    if said is None or not said.opens:
        raise NotAllowedError("open an account")
    email = normalised(email)
    subjects = slowing.subject(desk, "reset", site, email), slowing.address(desk, browser)
    tried = slowing.count(desk, visitor.language, slowing.RESET, subjects, waits, now)
    with desk.database.transaction():
        discard(desk, site, held)
        made = opened_account(desk, site, email, held, said.opens, now)
        if made is not None:
            identities.link(desk.database, site, made.id, held.who, now)
        number = made.id if made else None
        events.append(desk.database, site, number, "activation_asked", now, origin_of(browser))
        if reset_is_written(tried.before, now):
            letter = "activation" if made else "existing"
            ask_link(desk, site, email, letter, visitor.language, now)
        provings.let_go(desk.database, held.proving)


def opened_account(
    desk: Desk, site: str, email: str, held: Held, profile: str, now: datetime
) -> Account | None:
    """The account made for an identity, None when the address already has one."""
    name = Pivot.of(held).name or email
    try:
        return accounts.create(desk.database, site, email, name, profile, {}, now)
    except EmailTakenError:
        return None


def discard(desk: Desk, site: str, held: Held) -> None:
    """Forget the account that was opened for this identity and never confirmed, if there is one."""
    found = identities.find(desk.database, site, held.who)
    if found is not None:
        accounts.discard(desk.database, accounts.load(desk.database, site, found.account))


def unlink(desk: Desk, visitor: Visitor, browser: Browser, now: datetime) -> None:
    """Have the visitor's account no longer signed in to with the provider.

    Raises NotAllowedError when nothing else opens it: one chooses a password first.
    """
    account = visitor.account
    if account is None:
        raise NotFoundError("account")
    if not account.password_hash:
        raise NotAllowedError("nothing else opens the account")
    with desk.database.transaction():
        if not identities.delete_all(desk.database, account.id):
            return
        kept = desk.database, account.site, account.id
        events.append(*kept, "provider_unlinked", now, origin_of(browser))
        tell_of_change(desk, account, "provider_unlinked", visitor.language, now)


def waits(
    of_account: Sequence[datetime], of_address: Sequence[datetime], now: datetime
) -> datetime | None:
    """Only those who try many addresses have to wait; for one, mails are no longer sent."""
    del of_account
    return reset_waits(of_address, now)
