"""The receipt: what was sent, when, to whom, under which reference.

It holds what the law asks of an acknowledgement (CRPA L112-11, R112-11-1): the date of
receipt, the service, its address, e-mail and telephone. It is made once, when the submission
is, and kept with it: a later change of wording changes no receipt.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from engine.definitions import Site
from engine.i18n import day_in_paris, format_datetime
from engine.journeys import Journey
from engine.pages.decisions import decision_content
from engine.pages.links import Links
from engine.pages.markdown import in_markdown, plain_lines
from engine.pages.payments import PaymentCard
from engine.pages.summaries import Section, sections_of


@dataclass(frozen=True)
class ServiceCard:
    """Who received it."""

    name: str
    address: tuple[str, ...]
    email: str
    phone: str
    hours: str


def service_card(site: Site) -> dict[str, Any]:
    """The service of a site, as a receipt shows it."""
    service = site.service
    return {
        "name": service.name,
        "address": list(service.address),
        "email": service.email,
        "phone": service.phone,
        "hours": service.hours,
    }


def receipt_content(
    journey: Journey, links: Links, site: Site, reference: str, received_at: datetime
) -> dict[str, Any]:
    """Everything the receipt shows, as JSON; `received_at` in UTC is shown in Paris time."""
    language = journey.environment.context.language
    procedure = journey.plan.procedure
    known = journey.environment
    following = in_markdown(procedure.next, known, language) if procedure.next else ""
    return {
        "language": language,
        "title": procedure.title.render(known, language),
        "nature": procedure.nature,
        "reference": reference,
        "received_at": format_datetime(received_at, language),
        "decision": decision_content(journey.plan, day_in_paris(received_at), known, language),
        "service": service_card(site),
        "accent": site.theme.accent,
        "sections": [section_content(section) for section in sections_of(journey, links)],
        "attestations": [one.text.render(known, language) for one in procedure.attestations],
        "next": plain_lines(following),
        "next_html": following,
        "site": site.title,
    }


def section_content(section: Section) -> dict[str, Any]:
    """A section as JSON: what `asdict` gives, without looking for what to copy deep."""
    rows = [
        {
            **vars(row),
            "files": [dict(vars(file)) for file in row.files],
            "amount": asdict(row.amount) if row.amount else None,
        }
        for row in section.rows
    ]
    return {"title": section.title, "rows": rows}


def shown_section(section: Mapping[str, Any]) -> dict[str, Any]:
    """A section as the page of the receipt shows it: what is for machines only is left out."""
    rows = [{**row, "amount": shown_amount(row.get("amount"))} for row in section["rows"]]
    return {**section, "rows": rows}


def shown_amount(amount: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """The explanation of an amount, for people."""
    return amount and {name: one for name, one in amount.items() if name != "facts"}


@dataclass(frozen=True)
class MadeDocument:
    """A document made of what was sent: its title, its number, its address but for `.pdf`."""

    title: str
    number: str
    url: str


@dataclass(frozen=True)
class ReceiptPage:
    """What the template of the receipt shows."""

    title: str
    reference: str
    received_at: str
    service: Mapping[str, Any]
    sections: tuple[Mapping[str, Any], ...]
    attestations: tuple[Mapping[str, str], ...]
    next_html: str
    decision: Mapping[str, Any] | None
    procedure: str
    pdf_url: str
    submissions_url: str
    mail_text: str | None
    mail_failed: str | None
    payment: PaymentCard | None = None
    documents: tuple[MadeDocument, ...] = ()
