"""The gate: while a person has something to agree to, every page that needs them leads there.

Texts, legal pages, help and signing out stay open; so does the procedure with which one tells of
a mistake in one's account. What was asked comes back afterwards. It costs no query: what one
agreed to comes with the account of the session.
"""

from urllib.parse import urlencode

from flask import Flask, Response, request

from engine.clock import now
from engine.errors import NotAllowedError, NotFoundError
from engine.services import consenting
from engine.services.filling import may_open
from engine.web.rendering import go_to
from engine.web.sessions import desk, visitor

PROCEDURE = "conditions"
ADDRESS = f"/demarches/{PROCEDURE}"
OPEN_PROCEDURES = frozenset({PROCEDURE, "message"})
OPEN = frozenset(
    {
        "/", "/theme.css", "/health", "/deconnexion", "/connexion", "/aide", "/accessibilite",
        "/confidentialite", "/cookies", "/mentions-legales", "/actualites",
    }
)  # fmt: skip
OPEN_BELOW = ("/textes/", "/medias/", "/static/", "/liens/", "/session/", "/_")


def register(app: Flask) -> None:
    """Have every request pass the gate."""
    app.before_request(lead_to_consent)


def lead_to_consent() -> Response | None:
    """Lead to what is to be agreed to, with what was asked; None when nothing is, or it is open."""
    if request.routing_exception is not None or is_open(request.path):
        return None
    who = visitor()
    if who.account is None or not consenting.due(desk(), who, now()) or not may_consent():
        return None
    asked = request.full_path.rstrip("?") if request.method == "GET" else ""
    return go_to(f"{ADDRESS}?{urlencode({'suite': asked})}" if asked else ADDRESS)


def is_open(path: str) -> bool:
    """Whether a page is read whatever is still to be agreed to."""
    if path in OPEN or path.startswith(OPEN_BELOW):
        return True
    return (request.view_args or {}).get("procedure") in OPEN_PROCEDURES


def may_consent() -> bool:
    """Whether the site has a procedure with which this person can agree: else nobody is kept out.

    Those who work at a site agree to nothing there, unless the procedure is meant for them.
    """
    try:
        may_open(desk().catalogue.current(PROCEDURE, visitor().site), visitor())
    except (NotFoundError, NotAllowedError):
        return False
    return True
