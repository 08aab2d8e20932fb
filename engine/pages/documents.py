"""Documents made of the answers: a title, lines, a table of items, totals, in words."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.actions import Document, DocumentLine, DocumentTable
from engine.definitions import Site
from engine.expressions import Syntax, Value, compiled
from engine.i18n import format_datetime
from engine.journeys import Environment, HubPlace, Journey
from engine.pages.receipts import service_card

# Without this mark, spreadsheets take the file for Windows-1252.
BOM = "\ufeff"
FORMULAS = ("=", "+", "@", "\t")


@dataclass(frozen=True)
class Wanted:
    """A document to make: what asks for it, and the series in which it is numbered."""

    action: Document
    series: str


def documents_wanted(journey: Journey) -> list[Wanted]:
    """The documents that the answers ask for."""
    known = journey.environment
    return [
        Wanted(action, series_of(action, known))
        for action in journey.plan.procedure.actions
        if isinstance(action, Document) and holds(action.when, known)
    ]


def series_of(action: Document, known: Environment) -> str:
    """The series of a document: its letters, and the month of its period."""
    period = compiled(action.period)(known) if action.period is not None else None
    return f"{action.series}-{period:%Y-%m}" if isinstance(period, date) else action.series


def holds(condition: Syntax | None, known: Mapping[str, Value]) -> bool:
    """Whether a condition holds; none always does."""
    return condition is None or compiled(condition)(known) is True


def document_content(
    wanted: Wanted, number: str, journey: Journey, site: Site, reference: str, now: datetime
) -> dict[str, Any]:
    """Everything that a document shows, as JSON; what is made later changes nothing of it."""
    action, known = wanted.action, journey.environment
    language = known.context.language
    return {
        "name": action.name,
        "language": language,
        "title": action.title.render(known, language),
        "number": number,
        "reference": reference,
        "received_at": format_datetime(now, language),
        "service": service_card(site),
        "accent": site.theme.accent,
        "lines": lines_of(action.lines, known, language),
        "table": table_of(action.table, journey, language) if action.table else None,
        "totals": lines_of(action.totals, known, language),
        "note": action.note.render(known, language) if action.note else "",
    }


def lines_of(
    lines: Iterable[DocumentLine], known: Environment, language: str
) -> list[dict[str, str]]:
    """The lines that are there."""
    return [
        {"label": one.label.render(known, language), "value": one.value.render(known, language)}
        for one in lines
        if holds(one.when, known)
    ]


def table_of(table: DocumentTable, journey: Journey, language: str) -> dict[str, Any] | None:
    """The items of a group as a table, None when the group is not on the route."""
    known = journey.environment
    hubs = [one for one in journey.places if isinstance(one, HubPlace)]
    hub = next((one for one in hubs if one.plan.name == table.group), None)
    if hub is None:
        return None
    columns = [one for one in table.columns if holds(one.when, known)]
    return {
        "title": table.title.render(known, language) if table.title else "",
        "columns": [one.label.render(known, language) for one in columns],
        "rows": [
            [one.value.render(item.environment, language) for one in columns] for item in hub.items
        ],
    }


def document_csv(content: Mapping[str, Any]) -> str:
    """A document as a CSV file that spreadsheets open: its lines, its table, its totals."""
    kept = io.StringIO()
    writer = csv.writer(kept, delimiter=";", lineterminator="\r\n")
    table = content.get("table") or {"columns": [], "rows": []}
    pairs = [("", content["title"]), ("", content["number"]), ("", content["reference"])]
    writer.writerows([said] for _label, said in pairs)
    writer.writerows(safe((one["label"], one["value"])) for one in content["lines"])
    if table["rows"]:
        writer.writerow([])
        writer.writerow(safe(table["columns"]))
        writer.writerows(safe(row) for row in table["rows"])
    writer.writerow([])
    writer.writerows(safe((one["label"], one["value"])) for one in content["totals"])
    return BOM + kept.getvalue()


def safe(cells: Iterable[str]) -> list[str]:
    """Cells that no spreadsheet takes for a formula."""
    return [f"'{one}" if one.startswith(FORMULAS) else one for one in cells]
