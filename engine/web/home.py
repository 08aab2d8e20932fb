"""The theme of the site, and whether it is well."""

import re

from flask import Blueprint, Response, current_app, render_template

from engine.clock import now
from engine.definitions import Theme
from engine.errors import UnavailableError
from engine.web.sessions import desk, site_or_none

area = Blueprint("home", __name__)
COLOUR = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?")
LENGTH = re.compile(r"\d{1,2}px")


@area.get("/health")
def health() -> Response:
    """200 once the database answers and a procedure is served."""
    catalogue = desk().catalogue
    try:
        catalogue.refresh(now())
        desk().check()
    except UnavailableError:
        return Response("database unavailable\n", 503, mimetype="text/plain")
    if not catalogue.names():
        return Response("no procedure is served\n", 503, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")


def plain_theme(theme: Theme) -> Theme:
    """The theme, with the defaults in place of what is no colour or length: it becomes a style."""
    default = Theme()
    return Theme(
        accent=theme.accent if COLOUR.fullmatch(theme.accent) else default.accent,
        accent_ink=theme.accent_ink if COLOUR.fullmatch(theme.accent_ink) else default.accent_ink,
        radius=theme.radius if LENGTH.fullmatch(theme.radius) else default.radius,
    )


@area.get("/theme.css")
def theme() -> Response:
    """The colours of the site, over those of the style sheet."""
    site = site_or_none()
    text = "" if site is None else render_template("theme.css", theme=plain_theme(site.theme))
    response = current_app.make_response(text)
    response.headers["Content-Type"] = "text/css; charset=utf-8"
    response.headers["Cache-Control"] = "public, max-age=300"
    return response
