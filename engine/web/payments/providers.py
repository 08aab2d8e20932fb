"""What providers of payments bring: persons who come back, and notifications."""

from flask import Response, make_response, request
from werkzeug.exceptions import RequestEntityTooLarge

from engine.clock import now
from engine.services import paying
from engine.web.rendering import go_to
from engine.web.sessions import desk, site_name

NOTICE_MOST = 16 * 1024


def come_back(number: str) -> Response:
    """The person is back: the provider says how it ended, whoever they are now."""
    submission = paying.come_back(desk(), site_name(), number, now())
    return go_to(f"{paying.ADDRESS}{submission}")


def take_notice() -> Response:
    """Take a notification; the same again does nothing more, and is answered alike."""
    if (request.content_length or 0) > NOTICE_MOST:
        raise RequestEntityTooLarge
    body = request.get_data(cache=False)
    paying.take_notice(desk(), site_name(), body, dict(request.headers), now())
    response = make_response("", 204)
    response.headers["Cache-Control"] = "no-store"
    return response
