"""From the pages of the studio to answers: who may open them, and in which frame they stand."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Response, make_response, request

from engine.accounts.roles import may
from engine.errors import NotFoundError
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services.desk import Visitor
from engine.web.rendering import render
from engine.web.sessions import require_person, visitor

ADDRESS = "/studio"
WRITE, PUBLISH = "definitions", "publish"
# The rooms of the studio: their address, their name, and the right that opens them.
ROOMS = (
    ("", _("Procedures"), WRITE),
    ("/fragments", _("Fragments"), WRITE),
    ("/tables", _("Tables"), WRITE),
    ("/textes", _("Texts"), WRITE),
    ("/sites", _("Site"), WRITE),
    ("/personnes", _("Persons of the site"), "roles"),
    ("/journal", _("Journal"), WRITE),
)


@dataclass(frozen=True)
class Room:
    """A room of the studio as its menu shows it."""

    label: str
    url: str
    is_here: bool


def require_right(right: str) -> Visitor:
    """The visitor, who signed in and has a right at this site.

    Raises NotAllowedError, which leads to signing in; for anybody signed in without the right the
    page does not exist: NotFoundError.
    """
    who = require_person()
    if who.account is None or not may(who.account.roles, right):
        raise NotFoundError(right)
    return who


def require_author() -> Visitor:
    """The visitor, who may write definitions."""
    return require_right(WRITE)


def may_publish(who: Visitor) -> bool:
    """Whether an author may publish and take back."""
    return who.account is not None and may(who.account.roles, PUBLISH)


def show(template: str, page: Any, status: int = 200, **more: Any) -> Response:
    """A page of the studio; one that htmx asks for from elsewhere is loaded whole."""
    if comes_from_elsewhere():
        response = make_response("", 200)
        response.headers["HX-Redirect"] = request.full_path.rstrip("?")
        response.headers["Cache-Control"] = "no-store"
        return response
    return render(template, page, status, rooms=rooms(), **more)


def attachment(name: str, data: bytes, kind: str) -> Response:
    """A file to keep, of a media type."""
    response = make_response(data)
    response.headers["Content-Type"] = kind
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def comes_from_elsewhere() -> bool:
    """Whether htmx asks, from a page that has not the style sheets of the studio."""
    shown = request.headers.get("HX-Current-URL")
    if not shown or not request.headers.get("HX-Request"):
        return False
    return not urlsplit(shown).path.startswith(ADDRESS)


def rooms() -> list[Room]:
    """The rooms that the visitor may open."""
    who = visitor()
    roles = who.account.roles if who.account else ()
    below = request.path.removeprefix(ADDRESS)
    room = next((path for path, *_rest in ROOMS if path and below.startswith(path)), "")
    return [
        Room(gettext(who.language, label), ADDRESS + path, path == room)
        for path, label, right in ROOMS
        if may(roles, right)
    ]
