"""Who asks: the cookie, the visitor behind it, and the token of its forms."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import replace

from flask import Response, current_app, g, request

from engine.clock import now
from engine.errors import NotFoundError
from engine.services import signing_in
from engine.services.desk import Desk, Visitor, language_among

SIGNED_IN, ANONYMOUS = "s.", "a."
TOKEN_BYTES = 32


def desk() -> Desk:
    """The means of the running site."""
    found: Desk = current_app.extensions["guichet"]
    return found


def cookie_name() -> str:
    """The name of the cookie; over https, one that browsers bind to the host."""
    return "__Host-guichet" if is_secure() else "guichet"


def is_secure() -> bool:
    """Whether the site is read over https."""
    return desk().settings.public_url.startswith("https:")


def visitor() -> Visitor:
    """Who asks, worked out once a request."""
    found: Visitor | None = g.get("visitor")
    if found is None:
        found = g.visitor = _visitor()
    return found


def _visitor() -> Visitor:
    cookie = request.cookies.get(cookie_name(), "")
    if cookie.startswith(SIGNED_IN):
        g.cookie = cookie
        try:
            return signing_in.visitor_with(desk(), cookie[2:], now())
        except NotFoundError:
            g.expired = True
    # The cookie of a session that ended stays, as that of nobody in particular: whatever a script
    # asks for meanwhile, the page that is sent next still learns that the session has ended.
    if not (cookie.startswith((ANONYMOUS, SIGNED_IN)) and len(cookie) > TOKEN_BYTES):
        cookie = ANONYMOUS + secrets.token_urlsafe(TOKEN_BYTES)
        g.new_cookie = cookie
    g.cookie = cookie
    digest = hashlib.sha256(cookie.encode()).hexdigest()
    return Visitor(f"anonymous:{digest}", None, desk().settings.language)


def be_nobody() -> None:
    """Draw what follows for nobody, unless it is known who asks: who it is cannot be read now."""
    if "visitor" not in g:
        g.cookie = request.cookies.get(cookie_name(), "")
        g.visitor = Visitor("nobody", None, desk().settings.language)


def speak(languages: Sequence[str]) -> None:
    """Answer in a language that the procedure is written in."""
    who = visitor()
    language = language_among(languages, who.language)
    if language != who.language:
        g.visitor = replace(who, language=language)


def has_expired() -> bool:
    """Whether the visitor was signed in and no longer is."""
    visitor()
    return bool(g.get("expired"))


def sign_in(person: str) -> None:
    """Begin a session under a new token; what this browser holds of nobody goes to the person."""
    token, who = signing_in.sign_in_as(desk(), visitor(), person, now())
    g.new_cookie = g.cookie = SIGNED_IN + token
    g.visitor = who


def sign_out() -> None:
    """End the session of this browser."""
    cookie = request.cookies.get(cookie_name(), "")
    if cookie.startswith(SIGNED_IN):
        signing_in.sign_out(desk(), cookie[2:])
    g.new_cookie = ""


def send_cookie(response: Response) -> Response:
    """Give the browser its cookie when it changed."""
    cookie = g.get("new_cookie")
    if cookie is None:
        return response
    if not cookie:
        response.delete_cookie(cookie_name(), secure=is_secure(), httponly=True, samesite="Lax")
        response.headers["Clear-Site-Data"] = '"cache"'
        return response
    response.set_cookie(
        cookie_name(), cookie, secure=is_secure(), httponly=True, samesite="Lax", path="/"
    )
    return response


def form_token() -> str:
    """The token of a form: tied to the cookie, masked so that compression gives nothing away."""
    visitor()
    mask = secrets.token_bytes(16)
    return base64.urlsafe_b64encode(mask + masked(_expected(g.cookie), mask)).decode()


def token_is_right(given: str) -> bool:
    """Whether a form sent the token of this browser's cookie."""
    visitor()
    try:
        raw = base64.urlsafe_b64decode(given.encode())
    except ValueError:
        return False
    if len(raw) != 32 or "new_cookie" in g:
        return False
    return hmac.compare_digest(masked(raw[16:], raw[:16]), _expected(g.cookie))


def masked(data: bytes, mask: bytes) -> bytes:
    """The data under a mask as long; again, the data itself."""
    return (int.from_bytes(data, "big") ^ int.from_bytes(mask, "big")).to_bytes(len(data), "big")


def _expected(cookie: str) -> bytes:
    key = desk().settings.secret_key.encode()
    return hmac.digest(key, b"form:" + cookie.encode(), "sha256")[:16]
