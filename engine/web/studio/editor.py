"""The frame of a procedure that is written: its tabs, its state, undo and redo, what is wrong."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, request
from werkzeug.exceptions import UnprocessableEntity

from engine.checks import sentence
from engine.clock import now
from engine.i18n import format_datetime, gettext, ngettext
from engine.i18n import marked as _
from engine.services.desk import Desk, Visitor
from engine.services.studio import copies
from engine.services.studio.copies import Copy
from engine.services.studio.looking import Judged, judged, path_of
from engine.source import Severity
from engine.web.rendering import go_to
from engine.web.sessions import desk, visitor
from engine.web.studio.preview_panel import panel_of
from engine.web.studio.showing import ADDRESS, require_author, show

VIEWS = (
    ("", _("Plan")),
    ("/texte", _("Text")),
    ("/image", _("Picture")),
    ("/tests", _("Tests")),
    ("/chiffres", _("Figures")),
    ("/versions", _("Versions")),
    ("/publication", _("Publication")),
)


@dataclass(frozen=True)
class Tab:
    """One of the views of a procedure."""

    label: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class Told:
    """Something wrong with a procedure, in words, with the way to its line."""

    code: str
    is_error: bool
    line: int
    column: int
    text: str
    suggestion: str
    url: str


@dataclass(frozen=True)
class Frame:
    """What every view of a procedure shows around it."""

    name: str
    title: str
    address: str
    view: str
    tabs: tuple[Tab, ...]
    copy: Copy
    state: str
    told: tuple[Told, ...]
    summary: str
    has_errors: bool


def address_of(name: str, view: str = "") -> str:
    """The address of a view of a procedure."""
    return f"{ADDRESS}/demarches/{name}{view}"


def opened(name: str) -> tuple[Visitor, Copy]:
    """The author, and the procedure as it is written now; raises NotFoundError."""
    who = require_author()
    return who, copies.open_copy(desk(), who, path_of(name))


def show_editor(
    template: str, name: str, view: str, copy: Copy, status: int = 200, **more: Any
) -> Response:
    """A view of a procedure in its frame: `template` extends `studio/editor.html`.

    `view` is the end of its address, as `/texte`; `more` is for the template, `page` is the frame.
    """
    found = judged(desk(), copy.path, copy.text)
    panel = panel_of(name, copy, found.definition.procedure)
    return show(template, frame_of(name, view, copy, found), status, panel=panel, **more)


def frame_of(name: str, view: str, copy: Copy, found: Judged) -> Frame:
    """What is shown around a view."""
    language = visitor().language
    procedure = found.definition.procedure
    title = (procedure.title.constant(language) if procedure else None) or name
    told = tuple(told_of(name, found, language))
    return Frame(
        name=name,
        title=title,
        address=address_of(name),
        view=view,
        tabs=tuple(
            Tab(gettext(language, label), address_of(name, path), path == view)
            for path, label in VIEWS
        ),
        copy=copy,
        state=state_of(copy, language),
        told=told,
        summary=summary_of(told, language),
        has_errors=found.has_errors,
    )


def state_of(copy: Copy, language: str) -> str:
    """Where a file stands, in a sentence: published, or changed by whom and when."""
    if not copy.differs:
        return gettext(language, _("Published: nothing was changed since"))
    if copy.changed_at is None:
        return gettext(language, _("Working copy"))
    said = {"at": format_datetime(copy.changed_at, language), "name": copy.changed_by}
    if copy.published is None:
        return gettext(language, _("Never published · saved on {at} by {name}"), **said)
    return gettext(language, _("Working copy · saved on {at} by {name}"), **said)


def told_of(name: str, found: Judged, language: str) -> Iterator[Told]:
    """What is wrong with a procedure, the errors first."""
    order = sorted(found.diagnostics, key=lambda one: one.severity is not Severity.ERROR)
    for one in order:
        start = one.span.start
        yield Told(
            code=one.code,
            is_error=one.severity is Severity.ERROR,
            line=start.line,
            column=start.column,
            text=sentence(one, language),
            suggestion=one.suggestion or "",
            url=f"{address_of(name, '/texte')}?ligne={start.line}",
        )


def summary_of(told: tuple[Told, ...], language: str) -> str:
    """How much is wrong."""
    errors = sum(one.is_error for one in told)
    warnings = len(told) - errors
    if not told:
        return gettext(language, _("No mistake"))
    said = []
    if errors:
        said.append(ngettext(language, "{n} mistake", "{n} mistakes", errors))
    if warnings:
        said.append(ngettext(language, "{n} warning", "{n} warnings", warnings))
    return ", ".join(said)


def diagnostics(name: str) -> Response:
    """What is wrong with a procedure, alone: the panel that a script looks for again."""
    _who, copy = opened(name)
    found = judged(desk(), copy.path, copy.text)
    return show("studio/diagnostics.html", frame_of(name, "", copy, found))


def undo(name: str) -> Response:
    """Take the last change back."""
    return moved(name, copies.undo)


def redo(name: str) -> Response:
    """Do again what was undone."""
    return moved(name, copies.redo)


def moved(name: str, move: Callable[[Desk, Visitor, str, int, datetime], Copy]) -> Response:
    """Move along the changes of a procedure, and come back to the view it was asked from."""
    who, copy = opened(name)
    move(desk(), who, copy.path, revision_sent(), now())
    view = request.form.get("view", "")
    return go_to(address_of(name, view if view in dict(VIEWS) else ""))


def revision_sent() -> int:
    """The revision that a form was made from; raises UnprocessableEntity when it says none."""
    text = request.form.get("revision", "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise UnprocessableEntity("revision")
    return int(text)
