"""What a person asked to change in their account, and what became of it."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, request

from engine.clock import now
from engine.errors import ConflictError, NotAllowedError
from engine.i18n import format_datetime, gettext
from engine.i18n import marked as _
from engine.services import requesting
from engine.services.requesting import Request, Shown
from engine.web.addresses import receipt_address
from engine.web.errors import error_page
from engine.web.kept import ask_to_sign_in
from engine.web.rendering import go_to
from engine.web.sessions import desk, require_person, visitor
from engine.web.space.showing import show

area = Blueprint("requests", __name__)
ADDRESS = "/mes-demandes"
CONFLICT = 409
WAITING = ("doing", _("Waiting for an answer"))
CANCELLED = ("todo", _("Cancelled"))
ACCEPTED = ("done", _("Accepted"))
REFUSED = ("extra", _("Refused"))
UNKNOWN = _("Not known")
SETTLED = _("This request was answered or cancelled meanwhile.")


@dataclass(frozen=True)
class ColumnLine:
    """A column that a request changes: before, asked for, and now when it differs from before."""

    label: str
    before: str
    after: str
    current: str | None = None


@dataclass(frozen=True)
class RequestLine:
    """A request as pages show it."""

    id: str
    title: str
    name: str
    asked: str
    tag: str
    state: str
    is_open: bool
    is_new: bool
    columns: tuple[ColumnLine, ...]
    reason: str = ""
    decided: str = ""
    receipt_url: str = ""


@area.get(ADDRESS)
def requests(said: str = "", status: int = 200) -> Response:
    """All that the person asked to change, the last first."""
    require_person()
    language = visitor().language
    title = gettext(language, "My requests")
    page = {
        "title": title,
        "said": said,
        "requests": [line_of(one, language) for one in requesting.requests_of(desk(), visitor())],
    }
    return show("requests/mine.html", page, status)


@area.post(ADDRESS)
def cancel() -> Response:
    """Take a request back."""
    require_person()
    try:
        requesting.cancel(desk(), visitor(), request.form.get("demande", ""), now())
    except ConflictError:
        return requests(gettext(visitor().language, SETTLED), CONFLICT)
    return go_to(ADDRESS)


def line_of(shown: Shown, language: str) -> RequestLine:
    """A request, in words."""
    asked = shown.request
    tag, state = state_of(asked)
    return RequestLine(
        id=asked.id,
        title=shown.title,
        name=shown.name,
        asked=format_datetime(asked.created_at, language),
        tag=tag,
        state=gettext(language, state),
        is_open=asked.is_open,
        is_new=not any(value is not None for value in asked.before.values()),
        columns=tuple(column_lines(shown, language)),
        reason=asked.reason or "",
        decided=format_datetime(asked.decided_at, language) if asked.decided_at else "",
        receipt_url=receipt_address(shown.submission.reference) if shown.submission else "",
    )


def state_of(asked: Request) -> tuple[str, str]:
    """Where a request stands: the look of its tag, and its words."""
    if asked.cancelled_at:
        return CANCELLED
    if asked.decided_at is None:
        return WAITING
    return ACCEPTED if asked.accepted else REFUSED


def column_lines(shown: Shown, language: str) -> list[ColumnLine]:
    """The columns that a request changes, in the order of the profile."""
    asked, current = shown.request, shown.current or {}
    names = [name for name in shown.columns if name in asked.after]
    names += [name for name in asked.after if name not in shown.columns]
    return [
        ColumnLine(
            label=label_of(shown, name, language),
            before=value_of(shown, name, asked.before.get(name), language),
            after=value_of(shown, name, asked.after[name], language),
            current=value_of(shown, name, current.get(name), language)
            if asked.is_open and current.get(name) != (asked.before.get(name) or None)
            else None,
        )
        for name in names
    ]


def label_of(shown: Shown, name: str, language: str) -> str:
    """What a person reads of a column."""
    return shown.columns[name].named(name, language) if name in shown.columns else name


def value_of(shown: Shown, name: str, kept: Any, language: str) -> str:
    """What a person reads of what is kept in a column."""
    if kept is None or kept == "":
        return gettext(language, UNKNOWN)
    return shown.columns[name].show(kept, language) if name in shown.columns else str(kept)


@area.errorhandler(NotAllowedError)
def not_allowed(error: NotAllowedError) -> Response:
    """Signing in may open what is closed to nobody in particular."""
    del error
    return ask_to_sign_in() if visitor().account is None else error_page(403)
