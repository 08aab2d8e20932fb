"""Paying on line: the addresses of this area."""

from flask import Blueprint, Response, request

from engine.errors import NotAllowedError, NotFoundError
from engine.web.errors import error_page
from engine.web.kept import ask_to_sign_in
from engine.web.payments import bills, providers
from engine.web.security import SIGNED
from engine.web.sessions import visitor

area = Blueprint("payments", __name__)
OF_BILL = "/paiements/<submission>"

area.get(OF_BILL)(bills.show)
area.post(OF_BILL)(bills.pay)
area.post(f"{OF_BILL}/verifier")(bills.check)
area.get(f"{OF_BILL}/recu.pdf")(bills.document)
area.get("/paiements/retour/<number>")(providers.come_back)


@area.post("/paiements/avis")
def notice() -> Response:
    """What a provider tells by itself."""
    return providers.take_notice()


@area.errorhandler(NotAllowedError)
def not_allowed(error: NotAllowedError) -> Response:
    """Signing in may open what is closed to nobody in particular."""
    del error
    return ask_to_sign_in() if visitor().account is None else error_page(403)


@area.errorhandler(NotFoundError)
def not_found(error: NotFoundError) -> Response:
    """What is not there, or not for this visitor: signing in may open what is theirs."""
    del error
    if visitor().account is None and request.endpoint != SIGNED:
        return ask_to_sign_in()
    return error_page(404)
