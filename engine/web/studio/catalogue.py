"""The catalogue of the studio: the procedures of the site, and where each of them stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Response, request

from engine.clock import now
from engine.i18n import format_date, gettext, ngettext
from engine.i18n import marked as _
from engine.services.studio.catalogue import Entry, procedures_of
from engine.tables import plain
from engine.web.sessions import desk, visitor
from engine.web.studio.editor import address_of
from engine.web.studio.showing import may_publish, require_author, show

LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Line:
    """A procedure as the page shows it: words only. `tag` is the class of its state."""

    name: str
    title: str
    url: str
    state: str
    tag: str
    changed: str
    mistakes: str
    tests: str
    drafts: int
    sent: int
    warning: str


def home() -> Response:
    """The procedures that the author may write; `recherche` finds some of them."""
    who = require_author()
    sought = " ".join(request.args.get("recherche", "").replace("\0", "").split())[:LONGEST_SEARCH]
    found = list(procedures_of(desk(), who, now()))
    lines = [line(one) for one in found if matches(one, sought)]
    page = {
        "title": gettext(who.language, _("Studio")),
        "lines": lines,
        "sought": sought,
        "count": ngettext(who.language, "{n} procedure", "{n} procedures", len(lines)),
        "is_empty": not found,
        "may_publish": may_publish(who),
    }
    return show("studio/catalogue.html", page)


def matches(one: Entry, sought: str) -> bool:
    """Whether a procedure is among those looked for: each word in its title or its name."""
    said = plain(f"{one.title} {one.name}")
    return all(word in said for word in plain(sought).split())


def line(one: Entry) -> Line:
    """A procedure in words."""
    language = visitor().language
    state, tag = state_of(one)
    return Line(
        name=one.name,
        title=one.title,
        url=address_of(one.name),
        state=gettext(language, state, number=one.version),
        tag=tag,
        changed=" ".join(changed_of(one, language)),
        mistakes=mistakes_of(one, language),
        tests=ngettext(language, "{n} test written", "{n} tests written", one.tests)
        if one.tests
        else "",
        drafts=one.drafts,
        sent=one.sent,
        warning=gettext(language, _("The file on the disk changed since"))
        if one.disk_changed
        else "",
    )


def state_of(one: Entry) -> tuple[str, str]:
    """Where a procedure stands, and the class of its tag."""
    if not one.version:
        return (_("Never published"), "todo") if one.copy.published is None else (
            _("Not served"), "extra")  # fmt: skip
    if one.copy.differs:
        return _("Version {number}, changed since"), "doing"
    return _("Version {number}"), "done"


def changed_of(one: Entry, language: str) -> Iterator[str]:
    """Who changed it last, and when."""
    at, by = (
        (one.copy.changed_at, one.copy.changed_by)
        if one.copy.differs
        else (one.published_at, one.published_by)
    )
    if at is not None:
        yield format_date(at, language)
        if by:
            yield gettext(language, _("by {name}"), name=by)


def mistakes_of(one: Entry, language: str) -> str:
    """How much is wrong with it."""
    said = []
    if one.errors:
        said.append(ngettext(language, "{n} mistake", "{n} mistakes", one.errors))
    if one.warnings:
        said.append(ngettext(language, "{n} warning", "{n} warnings", one.warnings))
    return ", ".join(said)
