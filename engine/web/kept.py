"""What was asked for and typed when one had to sign in first: carried along, found again."""

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from flask import Response, current_app, g, request

from engine.clock import now
from engine.errors import GoneError, NotAllowedError, NotFoundError
from engine.journeys import Raw
from engine.services import filling
from engine.web.addresses import DraftLinks, local, read_address
from engine.web.rendering import go_to
from engine.web.sessions import desk, visitor

FOLLOWING = "suite"
KEPT = "_garde."
DRAFT = "_draft"
SIGN_IN = "guichet-sign-in"
CODE_PAGE = "guichet-code"


def ask_to_sign_in() -> Response:
    """The page where one signs in, instead of what was asked."""
    page: Response = current_app.extensions[SIGN_IN]()
    return page


def ask_for_code(status: int = 200) -> Response:
    """The page that asks for the code of the second factor, after the password."""
    page: Response = current_app.extensions[CODE_PAGE](status=status)
    return page


def keep_request() -> None:
    """Have the form that is shown carry along what this request asked for and typed."""
    g.kept = [
        (KEPT + name, text)
        for name, texts in request.form.to_dict(flat=False).items()
        for text in texts
        if request.method == "POST" and (name == DRAFT or not name.startswith("_"))
    ]
    g.following = request.full_path.rstrip("?")


def following() -> str:
    """The page that was asked for before this one, empty when there is none."""
    asked = g.get("following") or request.args.get(FOLLOWING, "")
    address = local(asked)
    return "" if address == "/" else address


def kept_typed() -> list[tuple[str, str]]:
    """What the form that is shown must carry along: names and texts typed before."""
    if "kept" in g:
        found: list[tuple[str, str]] = g.kept
        return found
    return kept_in_form() if request.method == "POST" else []


def kept_in_form() -> list[tuple[str, str]]:
    """What the form that was sent carries along."""
    return [
        (name, text)
        for name in request.form
        if name.startswith(KEPT)
        for text in request.form.getlist(name)
    ]


def go_on(address: str, kept: Iterable[tuple[str, str]] | None = None) -> Response:
    """Go to the page that was asked for; keep at its step what was typed before.

    That is in the form of this request, unless `kept` brings it from elsewhere.
    """
    typed: dict[str, list[str]] = {}
    for name, text in kept_in_form() if kept is None else kept:
        typed.setdefault(name.removeprefix(KEPT), []).append(text)
    named = read_address(address)
    if not typed or named is None:
        return go_to(address)
    procedure, key, path = named
    key = (key or "".join(typed.get(DRAFT, ()))).replace("\0", "")
    try:
        if path and key:
            opened = filling.open_draft(desk(), visitor(), procedure, key, now())
            filling.keep_typed(desk(), visitor(), opened, path, typed, now())
        elif not path:
            return begin_with(procedure, typed, address)
    except (NotFoundError, NotAllowedError, GoneError):
        # The draft is somebody else's, or was sent: what was typed belongs nowhere.
        return go_to(address)
    return go_to(address)


def begin_with(procedure: str, typed: Raw, address: str) -> Response:
    """A new draft that holds what was typed at its first step, and what its address said."""
    who = replace(visitor(), asked=dict(parse_qsl(urlsplit(address).query)))
    opened = filling.begin(desk(), who, procedure, now())
    path = opened.journey.current
    filling.keep_typed(desk(), who, opened, path, typed, now())
    return go_to(DraftLinks(procedure, opened.draft.key).place(path))
