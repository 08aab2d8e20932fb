"""What a person sees when something cannot be done: the only place where errors get a status."""

import logging
import secrets
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import ClientDisconnected, HTTPException, RequestEntityTooLarge

from engine.errors import (
    ConflictError,
    GoneError,
    NotAllowedError,
    NotFoundError,
    UnavailableError,
)
from engine.i18n import gettext
from engine.web.rendering import render
from engine.web.requests import INTERRUPTED
from engine.web.sessions import be_nobody, visitor

LOG = logging.getLogger("guichet")
FORMAT = "%(asctime)s %(levelname)s %(message)s"
STATUSES: dict[type[Exception], int] = {
    NotFoundError: 404,
    NotAllowedError: 403,
    ConflictError: 409,
    GoneError: 410,
    UnavailableError: 503,
}


def register(app: Flask) -> None:
    """Have the application answer each kind of error with its page, and log what is ours."""
    if not LOG.handlers:
        handler_of_log = logging.StreamHandler()
        handler_of_log.setFormatter(logging.Formatter(FORMAT))
        LOG.addHandler(handler_of_log)
    for kind, status in STATUSES.items():
        app.register_error_handler(kind, handler(status))
    app.register_error_handler(HTTPException, of_http)
    app.register_error_handler(RequestEntityTooLarge, too_large)
    app.register_error_handler(ClientDisconnected, cut)
    app.register_error_handler(Exception, unforeseen)


def handler(status: int) -> Any:
    """What answers an error of ours."""

    def answer(error: Exception) -> Response:
        if status >= 500:
            LOG.error("%s %s: %s", request.method, request.path, error)
            be_nobody()
        return error_page(status)

    return answer


def of_http(error: HTTPException) -> Response:
    """What answers an error of HTTP: an address or a method that does not exist."""
    status = error.code or 500
    response = error_page(status if status in {403, 404, 413, 422, 429, 503} else 404, status)
    for name, value in error.get_headers():
        if name.lower() == "allow":
            response.headers[name] = value
    return response


def too_large(error: RequestEntityTooLarge) -> Response:
    """What answers a body that passes the limit: it is not read, the page is there."""
    del error
    language = visitor().language
    link = {"url": request.path, "label": gettext(language, "Back to the page")}
    return error_page(413, links=[link])


def cut(error: ClientDisconnected) -> Response:
    """What answers a body that stopped on its way: nothing of it was kept."""
    del error
    return error_page(400, heading=gettext(visitor().language, INTERRUPTED))


def unforeseen(error: Exception) -> Response:
    """What answers a fault of ours: a number to give, and the fault in the log."""
    be_nobody()
    number = secrets.token_hex(4)
    LOG.error("incident %s at %s %s", number, request.method, request.path, exc_info=error)
    return error_page(500, reference=number)


def error_page(words: int, status: int | None = None, **more: Any) -> Response:
    """The page of an error: what happened, what to do next."""
    page = {"status": words, "links": [], **more}
    return render("errors/error.html", page, status or words)
