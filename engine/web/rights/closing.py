"""Closing one's account."""

from flask import Response, request

from engine.clock import now
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services import closing
from engine.services.closing import Closing
from engine.web.rendering import render
from engine.web.sessions import browser, desk, require_person, sign_out, visitor

UNPROCESSABLE = 422
REFUSALS = {
    Closing.WRONG: _("This password is not right."),
    Closing.TOO_MANY: _("Too many wrong passwords: try again in some minutes."),
}


def close() -> Response:
    """Ask, then close: the password is asked again unless one has just signed in."""
    require_person()
    if request.method == "GET":
        return show()
    password = request.form.get("mot_de_passe", "")
    language = visitor().language
    if request.form.get("confirmer") != "oui":
        return show("confirmer", gettext(language, "Tick the box to close your account."))
    became = closing.close(desk(), visitor(), password, browser(), now())
    if became is not Closing.CLOSED:
        return show("mot_de_passe", gettext(language, REFUSALS[became]))
    sign_out()
    return render("rights/closed.html", {"title": gettext(language, "Your account is closed")})


def show(field: str = "", error: str = "") -> Response:
    """The question."""
    page = {
        "title": gettext(visitor().language, "Close my account"),
        "errors": [{"field_id": field, "text": error}] if error else [],
        "by_field": {field: error} if error else {},
        "fresh": visitor().is_fresh(now()),
    }
    return render("rights/close.html", page, UNPROCESSABLE if error else 200)
