"""What every answer says to browsers for the person's safety, and what every form must bring."""

from flask import Flask, Response, abort, g, request

from engine.web.sessions import is_secure, token_is_right

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
YEAR = 365 * 24 * 3600


def register(app: Flask) -> None:
    """Check every form and mark every answer."""
    app.before_request(check_form)
    app.after_request(add_headers)


def check_form() -> None:
    """Note whether a form brings the token of the page it comes from.

    Steps show their form again with what was typed; everything else refuses.
    """
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return
    g.form_is_right = token_is_right(request.form.get("_csrf", ""))
    if not g.form_is_right and not (request.endpoint or "").startswith("filling."):
        abort(403)


def add_headers(response: Response) -> Response:
    """The headers of safety, unless the answer has its own."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if is_secure():
        response.headers.setdefault(
            "Strict-Transport-Security", f"max-age={YEAR}; includeSubDomains"
        )
    return response
