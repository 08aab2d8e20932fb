"""A body that offers procedures."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

from engine.definitions.content import Board, News, Page, SiteDocument, Stop, Tutorial
from engine.definitions.legal import Legal
from engine.definitions.openid import OpenId
from engine.definitions.words import Parameter
from engine.expressions.texts import Text
from engine.source.spec import Written, spec, written

# One for each provider of the room `payments`, which this room cannot see.
PaymentProvider = Literal["test"]


@dataclass(frozen=True, kw_only=True)
class Service:
    """Who answers for the procedures: what a receipt must say (CRPA R112-11-1)."""

    name: str = spec("The name of the service")
    address: tuple[str, ...] = spec("Its postal address, line by line")
    email: str = spec("Its e-mail address")
    phone: str = spec("Its telephone number")
    hours: str = spec("When it answers", default="")
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class Theme:
    """The colours of a site; `accent_ink` is written on `accent`."""

    accent: str = spec("The colour of buttons and links, as `#0b5e63`", default="#0b5e63")
    accent_ink: str = spec("The colour of a text on it", default="#ffffff")
    radius: str = spec("How round corners are", default="6px")
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class OnLinePayment:
    """Who takes the payments of a site."""

    provider: PaymentProvider = spec("The provider: `test`, for development only")
    options: Mapping[str, Parameter] = spec("What the provider must know of the site", default={})
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class Studio:
    """How the authors of a site work."""

    approval: bool = spec(
        "`true` when somebody else must approve a text before it is published", default=False
    )
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class Site:
    """A body or collectivity: its names, its service, its look."""

    name: str = spec("The name of the site, in files", key="site")
    title: str = spec("What a person reads at the top of each page")
    service: Service = spec("Who answers")
    hosts: tuple[str, ...] = spec("The host names it answers to, without port", default=())
    procedures: tuple[str, ...] = spec(
        "The names of the procedures it offers; all of them when nothing is said", default=()
    )
    profiles: Mapping[str, str] = spec("What a person reads of each profile, by name", default={})
    links: Mapping[str, str] = spec("Addresses elsewhere, by name", default={})
    theme: Theme = spec("Its colours", default=Theme())
    parameters: Mapping[str, Parameter] = spec(
        "Values that override those of procedures", default={}
    )
    payment: OnLinePayment | None = spec("Who takes its payments on line", default=None)
    legal: Legal = spec("What legal pages say of the site", default=Legal())
    consents: tuple[str, ...] = spec(
        "The names of the texts that persons agree to; all of them when nothing is said",
        default=(),
    )
    home: Board = spec("What anybody sees first", default=Board())
    dashboard: Board = spec("What a person sees once signed in", default=Board())
    pages: tuple[Page, ...] = spec("Other pages for persons who signed in", default=())
    news: tuple[News, ...] = spec("Its news", default=())
    tour: tuple[Stop, ...] = spec("The stops of the guided tour of the dashboard", default=())
    tutorials: tuple[Tutorial, ...] = spec("Its tutorials", default=())
    documents: tuple[SiteDocument, ...] = spec("Documents for those who signed in", default=())
    guide: Text | None = spec(
        "The title of the guide made from the procedures; none is made when nothing is said",
        default=None,
    )
    nir: str = spec(
        "Why it may ask for social security numbers: what decree 2019-341 says of it", default=""
    )
    help: Text | None = spec("What is said on the page of help, in Markdown", default=None)
    explain: bool = spec(
        "`true` to say under a question, and at the top of a step, why it is asked: the answers"
        " that decide its condition",
        default=False,
    )
    studio: Studio = spec("How its authors work", default=Studio())
    openid: OpenId | None = spec(
        "An identity provider with which persons may sign in", default=None
    )
    source: Written = written()

    def offers(self, procedure: str) -> bool:
        """Whether a procedure is offered here."""
        return not self.procedures or procedure in self.procedures

    def asks_consent_to(self, text: str) -> bool:
        """Whether a person agrees to a text here before anything else."""
        return not self.consents or text in self.consents


# What a site shows and expressions do not read.
SHOWN = (Board, Text, OnLinePayment, Studio)


def record_of(written_record: Any) -> dict[str, Any]:
    """What expressions read of a record that authors write: its texts, its keys, its parts."""
    found: dict[str, Any] = {}
    for attribute in fields(written_record):
        value = getattr(written_record, attribute.name)
        if isinstance(value, str):
            found[attribute.name] = value
        elif isinstance(value, Mapping):
            found[attribute.name] = dict(value)
        elif isinstance(value, tuple) and all(isinstance(one, str) for one in value):
            found[attribute.name] = ", ".join(value)
        elif is_dataclass(value) and not isinstance(value, SHOWN):
            found[attribute.name] = record_of(value)
    return found
