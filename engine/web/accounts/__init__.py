"""Accounts: the addresses of this area."""

from flask import Blueprint, Response

from engine.errors import NotAllowedError
from engine.web.accounts import codes, continuing, links, mine, signing_in
from engine.web.errors import error_page
from engine.web.filling import starting
from engine.web.kept import ask_to_sign_in
from engine.web.sessions import visitor

area = Blueprint("accounts", __name__)


@area.get("/connexion")
def enter() -> Response:
    """The page where one signs in."""
    return signing_in.show()


@area.post("/connexion")
def signed_in() -> Response:
    """What was typed to sign in."""
    return starting.take_start(signing_in.PROCEDURE)


@area.post("/session")
def last() -> Response:
    """Have the session last: the page that asks for it has its cookie, and shows nothing."""
    return Response(status=204 if visitor().account else 401)


@area.post("/deconnexion")
def leave() -> Response:
    """Signing out."""
    return signing_in.leave()


area.get(codes.CODE_ADDRESS)(codes.show_after_password)
area.post(codes.CODE_ADDRESS)(codes.take_after_password)
area.get(codes.OF_ACCOUNT)(codes.show_mine)
area.post(codes.OF_ACCOUNT)(codes.take_mine)
area.get("/liens/<token>", endpoint="link")(links.show)
area.post("/liens/<token>", endpoint="use_link")(links.use)
area.get(mine.ADDRESS, endpoint="mine")(mine.show)
area.get(mine.SESSIONS)(mine.show_sessions)
area.post(mine.SESSIONS)(mine.end_sessions)
area.get(continuing.ADDRESS)(continuing.show)
area.post(continuing.ADDRESS)(continuing.take)


@area.app_errorhandler(NotAllowedError)
def not_allowed(error: NotAllowedError) -> Response:
    """Signing in may open what is closed to nobody in particular."""
    del error
    return ask_to_sign_in() if visitor().account is None else error_page(403)
