"""One's data: take them away, ask that they be erased."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from flask import Response, current_app, request

from engine.clock import now
from engine.errors import ConflictError
from engine.i18n import format_date, gettext
from engine.services import erasing, exporting
from engine.services.desk import PARIS
from engine.services.erasing import Request
from engine.web.rendering import go_to, render
from engine.web.sessions import desk, require_person, visitor

ADDRESS = "/mon-compte/mes-donnees"
UNPROCESSABLE = 422


def show(error: str = "", reason: str = "") -> Response:
    """What one may do with one's data, and what became of what was asked."""
    require_person()
    language = visitor().language
    found = erasing.requests_of(desk(), visitor())
    page = {
        "title": gettext(language, "My data"),
        "errors": [{"field_id": "raison", "text": error}] if error else [],
        "error": error,
        "reason": reason,
        "most": erasing.MOST_REASON,
        "open": next((line(one, language) for one in found if one.is_open), None),
        "past": [line(one, language) for one in found if not one.is_open],
        "delay": erasing.DELAY.days,
    }
    return render("rights/data.html", page, UNPROCESSABLE if error else 200)


def line(one: Request, language: str) -> dict[str, str | None]:
    """A request as the person reads it."""
    until = erasing.until(one)
    return {
        "id": one.id,
        "asked": day(one.created_at, language),
        "reason": one.reason,
        "state": state(one, language),
        "answer": one.answer,
        "decided": day(one.decided_at, language) if one.decided_at else None,
        "until": day(until, language) if until else None,
    }


def state(one: Request, language: str) -> str:
    """Where a request stands, in words."""
    if one.done_at:
        return gettext(language, "Carried out")
    if one.cancelled_at:
        return gettext(language, "Cancelled")
    if one.accepted is None:
        return gettext(language, "Waiting for an answer")
    return gettext(language, "Accepted") if one.accepted else gettext(language, "Refused")


def day(moment: datetime, language: str) -> str:
    """The day of a moment, in Paris."""
    return format_date(moment.astimezone(PARIS).date(), language)


def export() -> Response:
    """All of one's data, made while it is sent."""
    require_person()
    parts: Iterator[bytes] = exporting.export(desk(), visitor(), now())
    response = current_app.response_class(parts, mimetype="application/zip")
    name = exporting.export_name(now())
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def ask() -> Response:
    """Ask to be erased."""
    require_person()
    reason = request.form.get("raison", "").replace("\0", "").strip()
    language = visitor().language
    if not reason:
        return show(gettext(language, "Say why you ask that your data be erased."))
    if len(reason) > erasing.MOST_REASON:
        said = gettext(
            language, "Your reasons are too long: {most} characters at most.",
            most=erasing.MOST_REASON,
        )  # fmt: skip
        return show(said, reason)
    # Asked twice, it is asked once: the page says so.
    with suppress(ConflictError):
        erasing.ask(desk(), visitor(), reason, now())
    return go_to(ADDRESS)


def cancel() -> Response:
    """Take a request back."""
    require_person()
    erasing.cancel(desk(), visitor(), request.form.get("demande", ""), now())
    return go_to(ADDRESS)
