"""Who asks: the cookie, the visitor behind it, and the token of its forms."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import Response, current_app, g, request

from engine.accounts.lifetimes import REMEMBERED
from engine.clock import now
from engine.definitions import Site
from engine.errors import NotAllowedError, NotFoundError
from engine.services import signing_in
from engine.services.acting import Browser, Outcome
from engine.services.desk import Desk, Visitor, language_among, nobody_at
from engine.web.languages import A_YEAR, COOKIE, offer, wanted

SIGNED_IN, ANONYMOUS = "s.", "a."
TOKEN_BYTES = 32
HEALTH = "home.health"
REMEMBER = "guichet-souvenir"
AGENT_MOST = 400


def desk() -> Desk:
    """The means of the running site."""
    found: Desk = current_app.extensions["guichet"]
    return found


def cookie_name() -> str:
    """The name of the cookie; over https, one that browsers bind to the host."""
    return "__Host-guichet" if is_secure() else "guichet"


def remember_name() -> str:
    """The name of the cookie of a remembered browser; over https, bound to the host as well."""
    return f"__Host-{REMEMBER}" if is_secure() else REMEMBER


def is_secure() -> bool:
    """Whether the site is read over https."""
    return desk().settings.public_url.startswith("https:")


def find_site() -> None:
    """Find the site that the host of the address names; raises NotFoundError for another host."""
    catalogue = desk().catalogue
    catalogue.refresh(now())
    g.site = None
    if request.endpoint != HEALTH:
        g.site = catalogue.site_of(request.host)


def site_or_none() -> Site | None:
    """The site that is asked, None at a host that is nobody's."""
    found: Site | None = g.get("site")
    return found


def site_name() -> str:
    """The name of the site that is asked, empty at a host that is nobody's."""
    site = site_or_none()
    return site.name if site else ""


def visitor() -> Visitor:
    """Who asks, worked out once a request."""
    found: Visitor | None = g.get("visitor")
    if found is None:
        found = _visitor()
        if request.args:
            found = replace(found, asked=request.args)
        language = wanted()
        if language is not None and language != found.language:
            found = replace(found, language=language)
        g.visitor = found
    return found


def _visitor() -> Visitor:
    cookie = request.cookies.get(cookie_name(), "")
    if cookie.startswith(SIGNED_IN):
        g.cookie = cookie
        try:
            return known_visitor(cookie)
        except NotFoundError:
            g.expired = True
    if remember_name() in request.cookies:
        remembered = remembered_visitor()
        if remembered is not None:
            return remembered
    # The cookie of a session that ended stays, as that of nobody in particular: whatever a script
    # asks for meanwhile, the page that is sent next still learns that the session has ended.
    if not (cookie.startswith((ANONYMOUS, SIGNED_IN)) and len(cookie) > TOKEN_BYTES):
        cookie = ANONYMOUS + secrets.token_urlsafe(TOKEN_BYTES)
        g.new_cookie = cookie
    g.cookie = cookie
    return nobody_with(cookie)


def known_visitor(cookie: str) -> Visitor:
    """The visitor of a session; nobody yet while its second factor is due. NotFoundError."""
    who = signing_in.visitor_with(desk(), site_name(), cookie[2:], now())
    if who.session is None or who.session.second_factor_due_at is None:
        return who
    g.half_signed_in = who
    return nobody_with(cookie)


def half_signed_in() -> Visitor | None:
    """Who gave a password and still owes the code of their second factor."""
    visitor()
    found: Visitor | None = g.get("half_signed_in")
    return found


def know_again() -> None:
    """Work out anew who asks: what they just gave may have opened their session."""
    for name in ("visitor", "half_signed_in"):
        g.pop(name, None)


def remembered_visitor() -> Visitor | None:
    """The visitor whose browser is remembered: it begins a session, and gets its next token."""
    kept = request.cookies[remember_name()]
    outcome = signing_in.resume(desk(), site_name(), kept, browser(), now())
    if outcome is None or outcome.token is None:
        g.remember = ""
        return None
    g.remember = outcome.remember or ""
    g.expired = False
    g.cookie = g.new_cookie = SIGNED_IN + outcome.token
    return signing_in.visitor_with(desk(), site_name(), outcome.token, now())


def nobody_with(cookie: str) -> Visitor:
    """The visitor that a browser is in which nobody signed in."""
    digest = hashlib.sha256(cookie.encode()).hexdigest()
    return nobody_at(site_name(), digest, desk().settings.language)


def browser() -> Browser:
    """Where the request comes from."""
    return Browser(request.remote_addr or "", request.user_agent.string[:AGENT_MOST])


def require_person() -> Visitor:
    """The visitor, who signed in; raises NotAllowedError, which leads to signing in."""
    who = visitor()
    if who.account is None:
        raise NotAllowedError("person")
    return who


def require_role(role: str) -> Visitor:
    """The visitor, who signed in and has a role at this site.

    For anybody signed in without it, the page does not exist: raises NotFoundError.
    """
    who = require_person()
    if who.account is None or role not in who.account.roles:
        raise NotFoundError(role)
    return who


def apply(outcome: Outcome) -> None:
    """Have the browser get what an act leads to: a session, or the end of it."""
    if outcome.forget:
        g.remember = ""
    if outcome.remember:
        g.remember = outcome.remember
    if outcome.ends_session:
        sign_out()
    if outcome.token:
        cookie = SIGNED_IN + outcome.token
        g.new_cookie = g.cookie = cookie
        g.pop("half_signed_in", None)
        g.visitor = known_visitor(cookie)


def be_nobody() -> None:
    """Draw what follows for nobody, unless it is known who asks: who it is cannot be read now."""
    if "visitor" not in g:
        g.cookie = request.cookies.get(cookie_name(), "")
        g.visitor = Visitor("nobody", site_name(), None, desk().settings.language)


def speak(languages: Sequence[str]) -> None:
    """Answer in a language that the procedure is written in, and offer the others."""
    offer(languages)
    who = visitor()
    language = language_among(languages, who.language)
    if language != who.language:
        g.visitor = replace(who, language=language)


def has_expired() -> bool:
    """Whether the visitor was signed in and no longer is."""
    visitor()
    return bool(g.get("expired"))


def sign_out() -> None:
    """End the session of this browser, which is remembered no more."""
    cookie = request.cookies.get(cookie_name(), "")
    if cookie.startswith(SIGNED_IN):
        signing_in.sign_out(desk(), cookie[2:], request.cookies.get(remember_name(), ""))
    g.new_cookie = ""
    g.remember = ""


def send_cookie(response: Response) -> Response:
    """Give the browser its cookies when they changed."""
    remember = g.get("remember")
    if remember:
        response.set_cookie(remember_name(), remember, max_age=REMEMBERED, **kept_safe())
    elif remember is not None and remember_name() in request.cookies:
        response.delete_cookie(remember_name(), **kept_safe())
    if g.get("language"):
        response.set_cookie(COOKIE, g.language, max_age=A_YEAR, **kept_safe())
    cookie = g.get("new_cookie")
    if cookie is None:
        return response
    if not cookie:
        response.delete_cookie(cookie_name(), **kept_safe())
        response.headers["Clear-Site-Data"] = '"cache"'
        return response
    response.set_cookie(cookie_name(), cookie, **kept_safe())
    return response


def kept_safe() -> dict[str, Any]:
    """What every cookie is: of this host, out of reach of scripts, never sent from elsewhere."""
    return {"secure": is_secure(), "httponly": True, "samesite": "Lax", "path": "/"}


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
