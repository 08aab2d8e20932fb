"""What every answer says to browsers for the person's safety, and what every form must bring."""

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, abort, g, request

from engine.web.sessions import find_site, token_is_right

POLICY = (
    "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
    " connect-src 'self'; font-src 'self'; media-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# The addresses that show their form again with what was typed, when its token is not right.
SHOWN_AGAIN = ("filling.", "accounts.signed_in", "accounts.last")
# What another server sends: it bears a signature in place of the token of a form.
SIGNED = "payments.notice"
YEAR = 365 * 24 * 3600


def register(app: Flask, secure: bool) -> None:
    """Check every form and mark every answer; `secure` when the site is read over https."""
    app.before_request(find_site)
    app.before_request(check_address)
    app.before_request(check_form)
    added = list(HEADERS.items())
    if secure:
        added.append(("Strict-Transport-Security", f"max-age={YEAR}; includeSubDomains"))
    app.wsgi_app = marked_answers(app.wsgi_app, added)  # type: ignore[assignment, method-assign]


def marked_answers(application: WSGIApplication, added: list[tuple[str, str]]) -> WSGIApplication:
    """The application, with headers that every answer has unless it brings its own."""

    def marked(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            present = {name.lower() for name, _ in headers}
            missing = [one for one in added if one[0].lower() not in present]
            return start_response(status, [*headers, *missing], *rest)

        return application(environ, start)

    return marked


def policy_framed() -> str:
    """The policy of a page that pages of the same site show inside them."""
    return POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")


def policy_with_frames() -> str:
    """The policy of a page that shows another one of the same site inside it."""
    return f"{POLICY}; frame-src 'self'"


def policy_with_forms_to(origin: str) -> str:
    """The policy of a page whose form leads to another site: browsers follow it there."""
    return POLICY.replace("form-action 'self'", f"form-action 'self' {origin}".rstrip())


def check_address() -> None:
    """Find nothing at an address that holds a NUL, which no database can look for."""
    if "\0" in request.path:
        abort(404)


def check_form() -> None:
    """Note whether a form brings the token of the page it comes from.

    Steps show their form again with what was typed; everything else refuses.
    """
    if request.method in {"GET", "HEAD", "OPTIONS"} or request.routing_exception is not None:
        return
    if request.endpoint == SIGNED:
        return
    g.form_is_right = token_is_right(request.form.get("_csrf", ""))
    if not g.form_is_right and not (request.endpoint or "").startswith(SHOWN_AGAIN):
        abort(422)
