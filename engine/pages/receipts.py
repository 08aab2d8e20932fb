"""The receipt: what was sent, when, to whom, under which reference.

It holds what the law asks of an acknowledgement (CRPA L112-11, R112-11-1): the date of
receipt, the service, its address, e-mail and telephone. It is made once, when the submission
is, and kept with it: a later change of wording changes no receipt.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from engine.definitions import Site
from engine.i18n import day_in_paris, format_datetime
from engine.journeys import Journey
from engine.pages.amounts import Amount
from engine.pages.decisions import decision_content
from engine.pages.hubs import AT_ONCE
from engine.pages.links import AMOUNT, GROUP, Links
from engine.pages.markdown import in_markdown, plain_lines
from engine.pages.payments import PaymentCard
from engine.pages.sections import Pages, Section, View, pages_at, sections_of, view_at

OF_AMOUNTS = ("name", "label", "shown", "rule", "legal", "fault", "is_money")


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
            **{name: value for name, value in vars(row).items() if name != "why_url"},
            "files": [dict(vars(file)) for file in row.files],
            "grid": asdict(row.grid) if row.grid else None,
            "amount": amount_content(row.amount) if row.amount else None,
        }
        for row in section.rows
    ]
    of = {"of": dict(vars(section.of))} if section.of else {}
    return {"title": section.title, "rows": rows, **of}


def amount_content(amount: Amount) -> dict[str, Any]:
    """A value that was worked out, for people and for machines."""
    return {
        **{name: getattr(amount, name) for name in OF_AMOUNTS},
        "lines": [dict(vars(line)) for line in amount.lines],
        "changes": list(amount.changes),
        "facts": amount.facts,
    }


def shown_sections(
    sections: Sequence[Mapping[str, Any]], address: str, page: str
) -> Iterator[dict[str, Any]]:
    """The sections of a receipt as its page shows them: of a group of many items one page.

    What is for machines only is left out; the amounts of many items are explained elsewhere.
    """
    totals = {
        of["name"]: max(of["position"], 1) for one in sections for of in [one.get("of")] if of
    }
    if sum(one.get("of") is not None for one in sections) <= AT_ONCE:
        yield from (shown_section(one) for one in sections)
        return
    view, begun = view_at(page), set[str]()
    around = {name: around_of(name, total, view, address) for name, total in totals.items()}
    for number, one in enumerate(sections):
        of = one.get("of")
        pages = around[of["name"]] if of else None
        if of and pages and of["name"] not in begun:
            begun.add(of["name"])
            above = replace(pages, before=None, after=None)
            yield {"title": of["title"], "rows": (), "pages": above, "anchor": of["name"]}
        is_shown = not (of and pages) or pages.first <= of["position"] <= pages.last
        if is_shown:
            yield shown_section(one, f"{address}/calculs/{number}")
        if of and pages and of["position"] == pages.last and is_last(sections, number):
            yield {"title": None, "rows": (), "pages": pages}


def around_of(name: str, total: int, view: View, address: str) -> Pages | None:
    """Which items of a group a receipt shows."""
    where = f"{address}?page={name}.{{}}#{GROUP}{name}"
    return pages_at(total, view.page_of(name), where.format)


def is_last(sections: Sequence[Mapping[str, Any]], number: int) -> bool:
    """Whether the next section is not of the same item."""
    after = sections[number + 1].get("of") if number + 1 < len(sections) else None
    return bool(after != sections[number]["of"])


def shown_section(section: Mapping[str, Any], why: str = "") -> dict[str, Any]:
    """A section as the page of the receipt shows it; its amounts are explained at `why`."""
    rows = [shown_row(row, f"{why}#{AMOUNT}{place}" if why else "")
            for place, row in enumerate(section["rows"])]  # fmt: skip
    return {**section, "rows": rows}


def shown_row(row: Mapping[str, Any], why: str) -> dict[str, Any]:
    """A row as people read it."""
    amount = row.get("amount")
    if amount and why:
        return {**row, "amount": None, "why_url": why}
    return {**row, "amount": shown_amount(amount)}


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
