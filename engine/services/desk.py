"""What every service works with, and who it works for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from engine.accounts.lifetimes import REAUTHENTICATION
from engine.database import Database
from engine.database.accounts import Account
from engine.database.sessions import Session
from engine.definitions import Profile
from engine.journeys import Context
from engine.services.catalogue import Catalogue
from engine.services.recent import Journeys
from engine.settings import Settings
from engine.storage import Storage

PARIS = ZoneInfo("Europe/Paris")
# How an owner begins, after the site and a stroke.
ACCOUNT, ANONYMOUS = "account:", "anonymous:"
NOTHING_KNOWN = Profile()


@dataclass(frozen=True)
class Desk:
    """The means of a running site."""

    settings: Settings
    database: Database
    storage: Storage
    catalogue: Catalogue
    journeys: Journeys = field(default_factory=Journeys)

    def address_of(self, site: str, path: str) -> str:
        """The whole address of a page of a site, for mails and letters."""
        public = urlsplit(self.settings.public_url)
        hosts = self.catalogue.site(site).hosts
        if not hosts or (public.hostname or "") in hosts:
            return f"{self.settings.public_url}{path}"
        port = f":{public.port}" if public.port else ""
        return f"{public.scheme}://{hosts[0]}{port}{path}"

    def check(self) -> None:
        """Raise UnavailableError when the database does not answer."""
        self.database.rows("SELECT 1")


@dataclass(frozen=True)
class Visitor:
    """Who asks, at which site: `owner` names what is theirs there, signed in or not."""

    owner: str
    site: str
    account: Account | None = None
    language: str = "fr"
    details: Mapping[str, Any] = field(default_factory=dict)
    session: Session | None = None
    # What the address that is asked for says, as `?fil=12`: never to be trusted.
    asked: Mapping[str, str] = field(default_factory=dict)

    def is_fresh(self, now: datetime) -> bool:
        """Whether the visitor gave a password so lately that it need not be asked again."""
        session = self.session
        if session is None or session.authenticated_at is None:
            return False
        return now - session.authenticated_at <= REAUTHENTICATION

    def context(
        self,
        now: datetime,
        languages: Sequence[str] = (),
        link: Mapping[str, str] | None = None,
        profile: Profile = NOTHING_KNOWN,
    ) -> Context:
        """What expressions know of the visitor; today is the day in Paris.

        `profile` says what is read of what the account knows, and how.

        The language is the visitor's when it is among `languages`, else the first of these.
        """
        language = language_among(languages, self.language)
        account = self.account
        known = (
            {"profile": account.profile, "email": account.email, "name": account.name}
            if account
            else {}
        )
        details = account.details.get("profile") if account else None
        kept = profile.known(details) if details else {}
        return Context(known, kept, language, now.astimezone(PARIS).date(), link or {})


def language_among(languages: Sequence[str], wanted: str) -> str:
    """The language wanted when it is one of those a procedure is written in, else the first."""
    return wanted if not languages or wanted in languages else languages[0]


def visitor_of(account: Account, language: str, session: Session | None = None) -> Visitor:
    """The visitor that a signed-in account is."""
    owner = owner_of(account.site, account.id)
    return Visitor(owner, account.site, account, language, session=session)


def owner_of(site: str, account: str) -> str:
    """What is kept as the owner of what an account has: it names the site too."""
    return f"{site}/{ACCOUNT}{account}"


def nobody_at(site: str, digest: str, language: str) -> Visitor:
    """The visitor that a browser is in which nobody signed in."""
    return Visitor(f"{site}/{ANONYMOUS}{digest}", site, None, language)


def site_of_owner(owner: str) -> str:
    """The name of the site at which an owner is."""
    return owner.partition("/")[0]


def account_of_owner(owner: str) -> str | None:
    """The account that an owner is, None when nobody signed in."""
    _site, _stroke, who = owner.partition("/")
    return who.removeprefix(ACCOUNT) if who.startswith(ACCOUNT) else None
