"""From a page to where one pays, which may be elsewhere."""

from flask import Response, make_response, redirect, request

from engine.services import paying
from engine.web.security import policy_with_forms_to
from engine.web.sessions import desk


def leave_to(address: str) -> Response:
    """Lead to a page that may be elsewhere: htmx could not follow there."""
    if not request.headers.get("HX-Request"):
        return make_response(redirect(address, 303))
    response = make_response("", 200)
    response.headers["HX-Redirect"] = address
    response.headers["Cache-Control"] = "no-store"
    return response


def lead_elsewhere(response: Response, site: str) -> Response:
    """An answer whose form may lead to the pages of the provider of a site."""
    origin = paying.origin_of(desk(), site)
    if origin:
        response.headers["Content-Security-Policy"] = policy_with_forms_to(origin)
    return response


def shown_service(service: dict[str, object]) -> dict[str, object]:
    """The service as templates show it: its address on one line."""
    address = service.get("address")
    lines = address if isinstance(address, list) else []
    return {**service, "address": ", ".join(lines)}
