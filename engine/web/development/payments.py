"""The page of the test provider: what the bank says is decided here."""

from typing import Any

from flask import Response, request
from werkzeug.exceptions import BadRequest

from engine.clock import now
from engine.services import trial_payments
from engine.services.trial_payments import DECISIONS
from engine.web.rendering import go_to, render
from engine.web.sessions import desk, site_name, visitor

ADDRESS = trial_payments.ADDRESS + "<number>"


def show(number: str, told: bool = False) -> Response:
    """An operation, and what can be decided of it."""
    found = trial_payments.operation(desk(), site_name(), number, visitor().language)
    page: dict[str, Any] = {"operation": found, "told": told, "action": request.path}
    return render("development/payment.html", page)


def decide(number: str) -> Response:
    """Decide, then lead back to the site, or nowhere."""
    found = trial_payments.operation(desk(), site_name(), number, visitor().language)
    decision = DECISIONS.get(request.form.get("decision", ""))
    if decision is None:
        raise BadRequest
    trial_payments.decide(desk(), site_name(), number, decision, now())
    return go_to(found.return_url) if decision.returns else show(number, told=True)
