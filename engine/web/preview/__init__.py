"""A procedure looked at while it is written: `guichet preview` serves this application.

Each page says what is wrong with the file, and asks again and again whether it changed.
"""

import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, current_app, render_template, request
from werkzeug.serving import WSGIRequestHandler, make_server

from engine.clock import now
from engine.errors import NotFoundError
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services.previewing import OneFile, Preview, mark_of, told_of
from engine.services.signing_in import sign_in_as
from engine.web import create_app
from engine.web.rendering import go_to, render
from engine.web.sessions import apply, browser, desk, visitor

HERE = Path(__file__).parent
START = "/_apercu"
FILES = {"apercu.js": "text/javascript", "apercu.css": "text/css"}
EXTENSION = "guichet-preview"

area = Blueprint("preview", __name__)


def create(preview: Preview) -> Flask:
    """The application of one file."""
    app = create_app(preview.settings)
    means = app.extensions["guichet"]
    catalogue = OneFile(preview.settings.forms, means.database)
    catalogue.refresh(now())
    app.extensions["guichet"] = replace(means, catalogue=catalogue)
    app.extensions[EXTENSION] = preview, catalogue
    app.register_blueprint(area)
    app.after_request(with_panel)
    return app


class Quiet(WSGIRequestHandler):
    """Answers without a line in the terminal for each request."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - werkzeug's name
        """Say nothing: the page says what matters."""


def serve(app: Flask, listener: socket.socket) -> None:
    """Serve until interrupted, at a port that is listened to already."""
    host, port = listener.getsockname()[:2]
    server = make_server(
        host, port, app, threaded=True, request_handler=Quiet, fd=listener.fileno()
    )
    server.serve_forever()


@area.get(START)
def start() -> Response:
    """The first page of the procedure, as the person chosen; what is wrong when there is none."""
    preview, catalogue = means()
    if preview.person and visitor().account is None:
        apply(sign_in_as(desk(), visitor(), preview.person, browser(), now()))
    try:
        return go_to(f"/demarches/{catalogue.name}")
    except NotFoundError:
        heading = gettext(visitor().language, _("There is nothing to show yet"))
        return render("development/preview.html", {"title": heading, "heading": heading})


@area.get(f"{START}/marque")
def mark() -> Response:
    """What changes when the file does."""
    response = Response(mark_of(*means()), mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response


@area.get(f"{START}/<name>")
def file(name: str) -> Response:
    """The script and the style of the panel."""
    if name not in FILES:
        raise NotFoundError(name)
    response = Response((HERE / name).read_bytes(), mimetype=FILES[name])
    response.headers["Cache-Control"] = "no-store"
    return response


def means() -> tuple[Preview, OneFile]:
    """What is looked at, and its catalogue."""
    found: tuple[Preview, OneFile] = current_app.extensions[EXTENSION]
    return found


def with_panel(response: Response) -> Response:
    """A page with the panel that says what is wrong, and the script that looks for changes."""
    is_part = "HX-Request" in request.headers
    if response.mimetype != "text/html" or is_part or response.direct_passthrough:
        return response
    page = response.get_data(as_text=True)
    head = (
        f'<link rel="stylesheet" href="{START}/apercu.css">'
        f'<script src="{START}/apercu.js" defer></script></head>'
    )
    panel = drawn()
    response.set_data(page.replace("</head>", head, 1).replace("</body>", f"{panel}</body>", 1))
    response.headers["Cache-Control"] = "no-store"
    response.headers.pop("ETag", None)
    return response


def drawn() -> str:
    """The panel."""
    preview, catalogue = means()
    found = list(told_of(preview, catalogue, visitor().language))
    account = visitor().account
    name = account.name if account is not None else ""
    return render_template(
        "development/panel.html",
        panel={
            "file": preview.file.name,
            "start": START,
            "persons": "/_personnes",
            "name": name,
            "mark": mark_of(preview, catalogue),
            "is_late": any(one.is_error for one in found),
            "told": found,
        },
    )
