"""Accounts: the addresses of this area."""

from flask import Blueprint, Response, request

from engine.web.accounts import signing_in

area = Blueprint("accounts", __name__)


@area.route(signing_in.ADDRESS, methods=["GET", "POST"])
def enter() -> Response:
    """Signing in."""
    return signing_in.enter() if request.method == "POST" else signing_in.show_page()


@area.post("/deconnexion")
def leave() -> Response:
    """Signing out."""
    return signing_in.leave()
