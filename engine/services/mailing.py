"""Mails about accounts: notices, and links that serve once.

A link is made when its mail is sent: only the mail ever bears it, never the outbox. What is asked
during a request is the same whether an account exists or not; only the worker looks.
"""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from engine.accounts.lifetimes import CONFIRMATION_LINK, RESET_LINK
from engine.database import accounts, effects, events, links
from engine.database.accounts import Account
from engine.database.effects import NewEffect
from engine.delivery import Delivery, Mail
from engine.i18n import format_datetime, gettext
from engine.i18n import marked as _
from engine.services.desk import Desk

LINK_MAIL = "link_mail"
VERIFY_EMAIL, RESET_PASSWORD, CHANGE_EMAIL = "verify_email", "reset_password", "change_email"
PATH = "/liens/"


@dataclass(frozen=True)
class LinkLetter:
    """A mail with a link: its template, what the link is for, and how long it serves."""

    template: str
    purpose: str
    lasting: timedelta


LETTERS: Mapping[str, LinkLetter] = {
    "activation": LinkLetter("adresse-a-confirmer", VERIFY_EMAIL, CONFIRMATION_LINK),
    "existing": LinkLetter("compte-existant", RESET_PASSWORD, RESET_LINK),
    "reset": LinkLetter("mot-de-passe-oublie", RESET_PASSWORD, RESET_LINK),
    "new_email": LinkLetter("nouvelle-adresse", CHANGE_EMAIL, CONFIRMATION_LINK),
}


def notify(
    desk: Desk, site: str, to: str, template: str, language: str, now: datetime, **values: str
) -> None:
    """Have a mail sent that bears no link which opens anything."""
    known = {**said_of(desk, site), **values}
    mail = Mail(name=template, to=to, language=language, values=known)
    _add(desk, "mail", asdict(mail), now)


# What is told by mail of a change that nobody may make unseen.
CHANGES: Mapping[str, str] = {
    "provider_linked": _("An identity provider now opens your account"),
    "provider_unlinked": _("An identity provider no longer opens your account"),
    "second_factor_set": _("A code is now asked for after your password"),
    "second_factor_removed": _("No code is asked for any more after your password"),
    "second_factor_recovered": _("A recovery code was used in place of your telephone"),
    "second_factor_reset": _("The service took away the code asked for after your password"),
    "recovery_codes_made": _("New recovery codes were made"),
    "sessions_ended_by_service": _("The service signed you out everywhere"),
}


def tell_of_change(desk: Desk, account: Account, change: str, language: str, now: datetime) -> None:
    """Tell the person of an account by mail how the ways into it have just changed."""
    said, when = gettext(language, CHANGES[change]), format_datetime(now, language)
    to = account.site, account.email, "acces-modifie"
    notify(desk, *to, language, now, change=said, time=when)


def ask_link(
    desk: Desk, site: str, owner: str, letter: str, language: str, now: datetime, **more: str
) -> None:
    """Have a link sent to the account that has the address `owner`, if there is one.

    `more` goes with the link; an `email` in it is where the mail goes instead.
    """
    payload = {"site": site, "email": owner, "letter": letter, "language": language, "more": more}
    _add(desk, LINK_MAIL, payload, now)


def said_of(desk: Desk, site: str) -> dict[str, str]:
    """What all mails say of a site."""
    found = desk.catalogue.site(site)
    return {
        "site": found.title,
        "service": found.service.name,
        "phone": found.service.phone,
        "reset_url": desk.address_of(site, "/demarches/mot-de-passe"),
    }


@dataclass(frozen=True)
class LinkMails:
    """Does the effects `link_mail`: makes the link, and sends it at once."""

    desk: Desk
    mails: Delivery

    def deliver(self, number: str, payload: Mapping[str, Any], now: datetime) -> None:
        """Send a link that replaces those sent before; nothing when no account has the address."""
        self.desk.catalogue.refresh(now)
        site, letter = payload["site"], LETTERS[payload["letter"]]
        account = accounts.find(self.desk.database, site, payload["email"])
        if account is None or account.closed_at is not None:
            return
        if is_unconfirmed(account) and letter.purpose == RESET_PASSWORD:
            # Whoever reads the mails of an address that was mistyped chooses no password.
            letter = LETTERS["activation"]
        token = self._new_link(account, letter, payload["more"], now)
        address = self.desk.address_of(site, PATH + token)
        mail = Mail(
            name=letter.template,
            to=payload["more"].get("email", account.email),
            language=payload["language"],
            values={**said_of(self.desk, site), "link_url": address},
        )
        self.mails.deliver(number, asdict(mail), now)

    def _new_link(
        self, account: Account, letter: LinkLetter, more: Mapping[str, str], now: datetime
    ) -> str:
        database = self.desk.database
        with database.transaction():
            links.revoke(database, account.id, letter.purpose, now)
            events.append(database, account.site, account.id, f"{letter.purpose}_sent", now)
            return links.create(database, account.id, letter.purpose, more, now, letter.lasting)


def is_unconfirmed(account: Account) -> bool:
    """Whether nobody has confirmed the address of an account yet; older accounts never have to."""
    return account.email_verified_at is None and account.reset_required_at is None


def _add(desk: Desk, kind: str, payload: Mapping[str, Any], now: datetime) -> None:
    key = f"account/{secrets.token_hex(16)}"
    effects.add(desk.database, NewEffect(kind, key, payload), now)
