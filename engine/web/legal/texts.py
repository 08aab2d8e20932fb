"""The texts that persons agree to, each version at an address that stays."""

from urllib.parse import urlsplit

from flask import Response, request

from engine.clock import now
from engine.definitions import TextVersion
from engine.i18n import format_date
from engine.services import consenting
from engine.web.addresses import local
from engine.web.rendering import render
from engine.web.sessions import desk, visitor

HOME = "/"


def current(name: str) -> Response:
    """The version of a text that holds now."""
    return show(name, None)


def numbered(name: str, version: str) -> Response:
    """One version of a text."""
    return show(name, version)


def show(name: str, number: str | None) -> Response:
    """A version of a text, with the list of all of them."""
    desk().catalogue.refresh(now())
    shown = consenting.shown(desk(), visitor(), name, number, now())
    language = visitor().language
    page = {
        "title": shown.body.title,
        "number": shown.version.number,
        "effective": format_date(shown.version.effective, language),
        "changes": shown.body.changes,
        "current": shown.current,
        "superseded": shown.superseded,
        "html": shown.html,
        "language": shown.language,
        "back": came_from(),
        "current_url": f"/textes/{name}",
        "versions": [line(name, one, language) for one in consenting.versions_of(desk(), name)],
    }
    return render("legal/text.html", page)


def line(name: str, version: TextVersion, language: str) -> dict[str, str]:
    """A version as the list shows it."""
    return {
        "number": version.number,
        "effective": format_date(version.effective, language),
        "changes": version.in_language(language).changes,
        "url": f"/textes/{name}/{version.number}",
    }


def came_from() -> str:
    """The page of this site from which one came, to go back to it; the home page else."""
    parts = urlsplit(request.headers.get("HX-Current-URL") or request.referrer or "")
    if parts.netloc != request.host or parts.path.startswith("/textes/") or not parts.path:
        return HOME
    return local(f"{parts.path}?{parts.query}" if parts.query else parts.path)
