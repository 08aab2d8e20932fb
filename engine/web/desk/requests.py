"""The changes that persons asked for, for the agents who decide."""

from typing import Any

from flask import Blueprint, Response, request

from engine.clock import now
from engine.errors import ConflictError, NotAllowedError
from engine.i18n import format_size, gettext
from engine.i18n import marked as _
from engine.services import requesting
from engine.services.requesting import RowChangedError, Shown
from engine.web.errors import error_page
from engine.web.kept import ask_to_sign_in
from engine.web.rendering import go_to
from engine.web.sessions import desk, require_role, visitor
from engine.web.space.messages import saved
from engine.web.space.requests import line_of
from engine.web.space.showing import show

area = Blueprint("desk_requests", __name__)
ADDRESS = "/bureau/demandes"
UNPROCESSABLE, CONFLICT = 422, 409
ACCEPT, REFUSE = "accepter", "refuser"
NO_DECISION = _("Choose to accept or to refuse.")
NO_REASON = _("Say why the request is refused: the person reads it.")
TOO_LONG = _("The reason is too long: {limit} characters at most ({length} now).")
SETTLED = _("This request was answered or cancelled meanwhile.")
ONES_OWN = _("Another agent must decide on your own request.")
OUTDATED = _(
    "The account changed since this request was made: it cannot be accepted. Refuse it, and ask"
    " the person to make it again."
)


@area.get(ADDRESS)
def requests() -> Response:
    """The requests that wait, the oldest first; then the last ones decided."""
    require_role("agent")
    language = visitor().language
    title = gettext(language, "Requests for changes")
    page = {
        "title": title,
        "waiting": [listed(one, language) for one in requesting.waiting(desk(), visitor())],
        "decided": [listed(one, language) for one in requesting.decided(desk(), visitor())],
    }
    return show("requests/desk.html", page)


@area.get(f"{ADDRESS}/<demande>")
def one(demande: str) -> Response:
    """One request: before and after, the files that came with it."""
    require_role("agent")
    return show_one(demande)


@area.post(f"{ADDRESS}/<demande>")
def decide(demande: str) -> Response:
    """Accept or refuse a request."""
    require_role("agent")
    language = visitor().language
    decision = request.form.get("decision", "")
    typed = request.form.get("motif", "").replace("\0", "").replace("\r\n", "\n").strip()
    errors = errors_in(decision, typed, language)
    if errors:
        return show_one(demande, errors, decision=decision, typed=typed)
    try:
        if decision == ACCEPT:
            requesting.accept(desk(), visitor(), demande, now())
        else:
            requesting.refuse(desk(), visitor(), demande, typed, now())
    except RowChangedError:
        said = gettext(language, OUTDATED)
        return show_one(demande, {"": said}, CONFLICT, REFUSE, typed)
    except NotAllowedError:
        return show_one(demande, {"": gettext(language, ONES_OWN)}, 403, decision, typed)
    except ConflictError:
        return show_one(demande, {"": gettext(language, SETTLED)}, CONFLICT)
    return go_to(ADDRESS)


def errors_in(decision: str, typed: str, language: str) -> dict[str, str]:
    """What is wrong with a decision, by the control that it is said beside."""
    if decision not in {ACCEPT, REFUSE}:
        return {"decision-accepter": gettext(language, NO_DECISION)}
    if decision == REFUSE and not typed:
        return {"motif": gettext(language, NO_REASON)}
    if len(typed) > requesting.MOST_REASON:
        values = {"limit": requesting.MOST_REASON, "length": len(typed)}
        return {"motif": gettext(language, TOO_LONG, **values)}
    return {}


def show_one(
    number: str,
    errors: dict[str, str] | None = None,
    status: int = UNPROCESSABLE,
    decision: str = "",
    typed: str = "",
) -> Response:
    """The page of a request, with what was typed and what is wrong with it."""
    found, language = requesting.request(desk(), visitor(), number), visitor().language
    shown = listed(found, language)
    page = {
        "title": f"{shown['line'].title} – {shown['person']}",
        "request": shown,
        "files": [file_line(one, number, language) for one in found.files],
        "is_outdated": found.is_outdated,
        "outdated": gettext(language, OUTDATED),
        "action": f"{ADDRESS}/{number}",
        "errors": [{"field_id": name, "text": text} for name, text in (errors or {}).items()],
        "by_field": errors or {},
        "decision": REFUSE if found.is_outdated else decision,
        "typed": typed,
        "most": requesting.MOST_REASON,
    }
    return show("requests/desk_one.html", page, status if errors else 200)


def listed(shown: Shown, language: str) -> dict[str, Any]:
    """A request as agents read it: with who asks."""
    return {
        "line": line_of(shown, language),
        "person": shown.person.name if shown.person else "",
        "email": shown.person.email if shown.person else "",
        "reference": shown.request.submission or "",
        "url": f"{ADDRESS}/{shown.request.id}",
    }


def file_line(file: Any, number: str, language: str) -> dict[str, Any]:
    """A file that came with a request."""
    return {
        "name": file["name"],
        "size": format_size(file["size"], language),
        "pages": file.get("pages"),
        "url": f"{ADDRESS}/{number}/fichiers/{file['id']}",
    }


@area.get(f"{ADDRESS}/<demande>/fichiers/<upload>")
def file(demande: str, upload: str) -> Response:
    """A file that came with a request, to be saved and not opened by the browser."""
    require_role("agent")
    return saved(requesting.file_of(desk(), visitor(), demande, upload))


@area.errorhandler(NotAllowedError)
def not_allowed(error: NotAllowedError) -> Response:
    """Signing in may open what is closed to nobody in particular."""
    del error
    return ask_to_sign_in() if visitor().account is None else error_page(403)
