"""The journal of the studio: who did what, found and taken along."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Response, request

from engine.i18n import format_datetime, gettext
from engine.i18n import marked as _
from engine.services.studio import journal
from engine.services.studio.journal import Line, Sought
from engine.services.studio.spreadsheet import csv_of
from engine.web.sessions import desk, visitor
from engine.web.studio.showing import attachment, require_author, show

ADDRESS = "/studio/journal"
ON_A_PAGE, LONGEST_SEARCH = 50, 100
KINDS = {
    "publish": _("published"),
    "remove": _("took away"),
    "withdraw": _("withdrew"),
    "roles": _("changed the roles of"),
    "invite": _("invited by post"),
    "schedule": _("planned the publication of"),
    "cancel": _("cancelled the publication of"),
    "approve": _("approved"),
    "import": _("imported"),
    "token": _("changed the keys of"),
}


@dataclass(frozen=True)
class Shown:
    """A line as the page shows it."""

    number: int
    at: str
    name: str
    what: str
    subject: str
    details: tuple[tuple[str, str], ...]


def home() -> Response:
    """The lines of the site, the last first; some of them when they are looked for."""
    who = require_author()
    sought = sought_now()
    found = journal.lines(desk(), who.site, sought, ON_A_PAGE + 1)
    shown = [shown_line(one) for one in found[:ON_A_PAGE]]
    broken = journal.broken_at(desk(), who.site)
    page = {
        "title": gettext(who.language, "Journal"),
        "lines": shown,
        "kinds": [(kind, gettext(who.language, words)) for kind, words in KINDS.items()],
        "sought": sought,
        "older": older(sought, found),
        "export": f"{ADDRESS}.csv?{urlencode(asked(sought))}",
        "broken": broken,
    }
    return show("studio/journal.html", page)


def export() -> Response:
    """The lines that are looked for, whole, with their hashes, as CSV."""
    who = require_author()
    found = journal.lines(desk(), who.site, sought_now(), journal.MOST)
    heads = ("number", "at", "name", "kind", "subject", "details", "previous", "hash")
    rows = [
        (one.number, one.at.isoformat(), one.name, one.kind, one.subject,
         journal.text_of(one.details), one.previous, one.hash)
        for one in found
    ]  # fmt: skip
    return attachment("journal.csv", csv_of(heads, rows), "text/csv; charset=utf-8")


def sought_now() -> Sought:
    """What the address looks for."""
    kind = request.args.get("action", "")
    before = request.args.get("avant", "")
    subject = " ".join(request.args.get("recherche", "").replace("\0", "").split())
    return Sought(
        kind=kind if kind in KINDS else "",
        subject=subject[:LONGEST_SEARCH],
        before=int(before) if before.isascii() and before.isdigit() and len(before) < 10 else 0,
    )


def asked(sought: Sought) -> dict[str, str]:
    """What an address says to look for the same."""
    found = {"action": sought.kind, "recherche": sought.subject}
    return {name: value for name, value in found.items() if value}


def older(sought: Sought, found: list[Line]) -> str:
    """The address of the lines before these, "" when there are none."""
    if len(found) <= ON_A_PAGE:
        return ""
    return f"{ADDRESS}?{urlencode({**asked(sought), 'avant': found[ON_A_PAGE - 1].number})}"


def shown_line(one: Line) -> Shown:
    """A line in words."""
    language = visitor().language
    return Shown(
        number=one.number,
        at=format_datetime(one.at, language),
        name=one.name or gettext(language, _("the site")),
        what=gettext(language, KINDS.get(one.kind, one.kind)),
        subject=one.subject,
        details=tuple(details_of(one)),
    )


def details_of(one: Line) -> Iterator[tuple[str, str]]:
    """What more is known of what was done; hashes are shortened."""
    for name, value in one.details.items():
        said = journal.text_of(value) if isinstance(value, dict | list) else str(value)
        is_hash = len(said) == 64 and not set(said) - set("0123456789abcdef")
        if said:
            yield name, said[:12] if is_hash else said
