"""What every service works with, and who it works for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from engine.database import Database
from engine.database.accounts import Account
from engine.journeys import Context
from engine.services.catalogue import Catalogue
from engine.services.recent import Journeys
from engine.settings import Settings
from engine.storage import Storage

PARIS = ZoneInfo("Europe/Paris")
ACCOUNT, ANONYMOUS = "account:", "anonymous:"


@dataclass(frozen=True)
class Desk:
    """The means of a running site."""

    settings: Settings
    database: Database
    storage: Storage
    catalogue: Catalogue
    journeys: Journeys = field(default_factory=Journeys)

    def check(self) -> None:
        """Raise UnavailableError when the database does not answer."""
        self.database.rows("SELECT 1")


@dataclass(frozen=True)
class Visitor:
    """Who asks: `owner` names what is theirs, signed in or not."""

    owner: str
    account: Account | None = None
    language: str = "fr"
    details: Mapping[str, Any] = field(default_factory=dict)

    def context(self, now: datetime, languages: Sequence[str] = ()) -> Context:
        """What expressions know of the visitor; today is the day in Paris.

        The language is the visitor's when it is among `languages`, else the first of these.
        """
        language = language_among(languages, self.language)
        account = self.account
        known = (
            {"profile": account.profile, "email": account.email, "name": account.name}
            if account
            else {}
        )
        lists = account.details.get("profile", {}) if account else {}
        return Context(known, lists, language, now.astimezone(PARIS).date())


def language_among(languages: Sequence[str], wanted: str) -> str:
    """The language wanted when it is one of those a procedure is written in, else the first."""
    return wanted if not languages or wanted in languages else languages[0]


def visitor_of(account: Account, language: str) -> Visitor:
    """The visitor that a signed-in account is."""
    return Visitor(f"{ACCOUNT}{account.id}", account, language)
