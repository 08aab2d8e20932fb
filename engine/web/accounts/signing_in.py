"""Signing in: the procedure `connexion`, at an address of its own and instead of a closed page.

What was typed in a page whose session had ended is kept in the form, and goes to its step.
"""

from flask import Response, request

from engine.clock import now
from engine.errors import NotFoundError
from engine.i18n import gettext
from engine.journeys import StepPlace
from engine.services import filling
from engine.services.providing import provider_at
from engine.web.errors import error_page
from engine.web.filling.showing import show_step
from engine.web.kept import ask_for_code, keep_request
from engine.web.lazily import loaded
from engine.web.rendering import go_to
from engine.web.sessions import (
    cookie_name,
    desk,
    half_signed_in,
    has_expired,
    sign_out,
    site_name,
    visitor,
)

PROCEDURE = "connexion"
UNAUTHORIZED = 401


def ask_to_sign_in() -> Response:
    """The page where one signs in, instead of what was asked; what was typed is kept in it."""
    keep_request()
    if half_signed_in() is not None:
        return ask_for_code(UNAUTHORIZED)
    return show(UNAUTHORIZED, again_text())


def again_text() -> str | None:
    """What is said to somebody who is signed in, and must prove again that it is them."""
    if visitor().account is None:
        return None
    return gettext(
        visitor().language,
        "For your safety, give your password again to see or change your information.",
    )


def show(status: int = 200, said: str | None = None) -> Response:
    """The page where one signs in; `said` is what is said at its top."""
    try:
        opened = filling.first_look(desk(), visitor(), PROCEDURE, now())
    except NotFoundError:
        return error_page(403, status)
    place = opened.journey.places[0]
    if not isinstance(place, StepPlace):
        return error_page(403, status)
    notice = said or expired_text(visitor().language)
    return show_step(opened, place, status=status, notice=notice)


def expired_text(language: str) -> str | None:
    """What is said to somebody whose session ended."""
    if not has_expired():
        return None
    return gettext(
        language,
        "Your session has expired for your safety. Sign in again: your answers are kept.",
    )


def leave() -> Response:
    """Sign out, at the identity provider too when it is by it that one signed in."""
    farewell = loaded("accounts.openid.farewell") if provider_at(desk(), site_name()) else None
    cookie = request.cookies.get(cookie_name(), "")
    leaving = farewell(cookie) if farewell else None
    sign_out()
    return leaving or go_to("/")
