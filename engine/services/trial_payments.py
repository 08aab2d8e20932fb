"""The page of the test provider, as the development server shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.errors import NotFoundError
from engine.i18n import format_money
from engine.payments import PaymentError
from engine.payments.base import Outcome, amount_of
from engine.payments.trial import ADDRESS, SIGNATURE, Trial
from engine.services import paying
from engine.services.desk import Desk


@dataclass(frozen=True)
class Decision:
    """What one can decide: what the bank says, whether it notifies, whether the person returns."""

    outcome: Outcome
    notifies: bool = True
    returns: bool = True


DECISIONS: Mapping[str, Decision] = {
    "payer": Decision("paid"),
    "refuser": Decision("refused"),
    "abandonner": Decision("abandoned"),
    "avis-seul": Decision("paid", returns=False),
    "retour-seul": Decision("paid", notifies=False),
    "sans-suite": Decision("paid", notifies=False, returns=False),
}


@dataclass(frozen=True)
class Shown:
    """An operation as the page shows it."""

    number: str
    reference: str
    label: str
    amount: str
    is_open: bool
    return_url: str


def operation(desk: Desk, site: str, number: str, language: str) -> Shown:
    """An operation of the test provider; raises NotFoundError."""
    try:
        kept = _trial(desk, site).load(number)
    except PaymentError as error:
        raise NotFoundError("operation") from error
    amount = format_money(amount_of(kept["cents"]), language)
    is_open = kept["outcome"] == "open"
    return Shown(number, kept["reference"], kept["label"], amount, is_open, kept["return_url"])


def decide(desk: Desk, site: str, number: str, decision: Decision, now: datetime) -> None:
    """Decide of an operation, and notify the site as a provider would."""
    body, signature = _trial(desk, site).decide(number, decision.outcome, now)
    if decision.notifies:
        paying.take_notice(desk, site, body, {SIGNATURE: signature}, now)


def _trial(desk: Desk, site: str) -> Trial:
    try:
        name, provider = paying.provider_of(desk, site)
    except paying.NoPaymentError as error:
        raise NotFoundError("operation") from error
    if not isinstance(provider, Trial):
        raise NotFoundError(name)
    return provider


__all__ = ["ADDRESS", "DECISIONS", "SIGNATURE", "Decision", "Shown", "decide", "operation"]
