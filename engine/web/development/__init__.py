"""Pages of development: they exist only where the setting DEVELOPMENT says so."""

from flask import Blueprint, Response, abort

from engine.web.development import mails, payments, pieces
from engine.web.sessions import desk

area = Blueprint("development", __name__)


@area.before_request
def only_in_development() -> None:
    """Hide these pages elsewhere."""
    if not desk().settings.development:
        abort(404)


@area.get(mails.ADDRESS)
def all_mails() -> Response:
    """The mails kept."""
    return mails.show_all()


@area.get(f"{mails.ADDRESS}/<name>")
def one_mail(name: str) -> Response:
    """One mail."""
    return mails.show(name)


@area.get(payments.ADDRESS)
def payment(number: str) -> Response:
    """The page of the test provider of payments."""
    return payments.show(number)


@area.post(payments.ADDRESS)
def decide_payment(number: str) -> Response:
    """What the bank says of a payment."""
    return payments.decide(number)


@area.get("/_pieces")
def all_pieces() -> Response:
    """Every piece of the pages, each with an example."""
    return pieces.show()
