"""The home of the site, its theme, and whether it is well."""

import re

from flask import Blueprint, Response, current_app, render_template

from engine.clock import now
from engine.definitions import ANYONE, Theme
from engine.errors import UnavailableError
from engine.i18n import gettext
from engine.services.catalogue import Served
from engine.web.rendering import profile_label, render
from engine.web.sessions import desk, visitor

area = Blueprint("home", __name__)
COLOUR = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?")
LENGTH = re.compile(r"\d{1,2}px")


@area.get("/")
def home() -> Response:
    """The procedures that are offered."""
    catalogue = desk().catalogue
    catalogue.refresh(now())
    language = visitor().language
    page = {
        "title": gettext(language, "Procedures"),
        "heading": gettext(language, "Your procedures on line"),
        "procedures": [offer(catalogue.current(name), language) for name in catalogue.names()],
        "submissions_url": "/mes-envois" if visitor().account else None,
    }
    return render("home.html", page)


def offer(served: Served, language: str) -> dict[str, str]:
    """A procedure as the home page offers it."""
    procedure = served.procedure
    profiles = [profile_label(one, language) for one in procedure.audience if one != ANYONE]
    if profiles:
        audience = gettext(
            language, "For: {profiles}. You sign in first.", profiles=", ".join(profiles)
        )
    else:
        audience = gettext(language, "Open to anyone, without an account.")
    return {
        "title": procedure.title.render({}, language),
        "audience": audience,
        "url": f"/demarches/{procedure.name}",
    }


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
    site = desk().catalogue.library.site
    text = "" if site is None else render_template("theme.css", theme=plain_theme(site.theme))
    response = current_app.make_response(text)
    response.headers["Content-Type"] = "text/css; charset=utf-8"
    response.headers["Cache-Control"] = "public, max-age=300"
    return response
