"""Signing in, for now: a page of development where one continues as somebody invented."""

from urllib.parse import urlsplit

from flask import Response, request

from engine.clock import now
from engine.errors import GoneError, NotAllowedError, NotFoundError
from engine.i18n import gettext
from engine.journeys import Raw
from engine.services import filling
from engine.services.demonstration import PERSONS
from engine.web.addresses import DraftLinks, read_address
from engine.web.errors import error_page
from engine.web.rendering import go_to, profile_label, render
from engine.web.sessions import desk, has_expired, sign_in, sign_out, visitor

ADDRESS = "/connexion"
KEPT = "_garde."
DRAFT = "_draft"
UNAUTHORIZED = 401


def ask_to_sign_in() -> Response:
    """The page where one signs in, instead of what was asked; what was typed is kept in it."""
    typed = [
        (name, text)
        for name, texts in request.form.to_dict(flat=False).items()
        for text in texts
        if request.method == "POST" and (name == DRAFT or not name.startswith("_"))
    ]
    return show(request.full_path.rstrip("?"), typed, UNAUTHORIZED)


def show_page() -> Response:
    """The page where one signs in."""
    return show(request.args.get("suite", "/"), [], 200)


def show(following: str, typed: list[tuple[str, str]], status: int) -> Response:
    """Who one may continue as; `following` is where one goes then."""
    if not desk().settings.development:
        return error_page(404)
    language = visitor().language
    heading = gettext(language, "Continue as")
    page = {
        "title": heading,
        "heading": heading,
        "action": ADDRESS,
        "next": local(following),
        "notice": expired_text(language),
        "kept": [(KEPT + name, text) for name, text in typed],
        "persons": [
            {
                "id": one.id,
                "name": one.name,
                "profile": profile_label(one.profile, language),
                "description": one.description,
            }
            for one in PERSONS
        ],
    }
    return render("accounts/continue_as.html", page, status)


def expired_text(language: str) -> str | None:
    """What is said to somebody whose session ended."""
    if not has_expired():
        return None
    return gettext(
        language,
        "Your session has expired for your safety. Sign in again: your answers are kept.",
    )


def enter() -> Response:
    """Sign in as the person chosen, and go on; what was typed before goes to its step."""
    sign_in(request.form.get("personne", ""))
    following = local(request.form.get("suite", "/"))
    typed = {
        name.removeprefix(KEPT): request.form.getlist(name)
        for name in request.form
        if name.startswith(KEPT)
    }
    return go_on(following, typed)


def go_on(following: str, typed: Raw) -> Response:
    """Go to the page that was asked for; keep at its step what was typed before."""
    named = read_address(following)
    if not typed or named is None:
        return go_to(following)
    procedure, key, path = named
    key = (key or "".join(typed.get(DRAFT, ()))).replace("\0", "")
    try:
        if path and key:
            opened = filling.open_draft(desk(), visitor(), procedure, key, now())
            filling.keep_typed(desk(), visitor(), opened, path, typed, now())
        elif not path:
            return begin_with(procedure, typed)
    except (NotFoundError, NotAllowedError, GoneError):
        # The draft is somebody else's, or was sent: what was typed belongs nowhere.
        return go_to(following)
    return go_to(following)


def begin_with(procedure: str, typed: Raw) -> Response:
    """A new draft that holds what was typed at its first step."""
    opened = filling.begin(desk(), visitor(), procedure, now())
    path = opened.journey.current
    filling.keep_typed(desk(), visitor(), opened, path, typed, now())
    return go_to(DraftLinks(procedure, opened.draft.key).place(path))


def local(address: str) -> str:
    """The address if it leads to this site, else the home page."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "/"
    is_local = not parts.scheme and not parts.netloc and address.startswith("/")
    is_local = is_local and address.isprintable()
    return address if is_local and not address.startswith(("//", "/\\")) else "/"


def leave() -> Response:
    """Sign out."""
    sign_out()
    return go_to("/")
