"""What is owed for a submission, the page where it is paid, and the receipt of the payment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from engine.actions import Payment
from engine.expressions import compiled
from engine.i18n import format_datetime, format_money, gettext
from engine.i18n import marked as _
from engine.journeys import Journey

CENT = Decimal("0.01")
# No body is owed a million on line: more than that is a mistake.
MOST = Decimal("999999.99")
State = Literal["due", "open", "waiting", "refused", "abandoned", "paid"]
KEPT = ("language", "service", "accent", "site")


class UnknownAmountError(ValueError):
    """What is owed cannot be worked out on these answers."""


@dataclass(frozen=True)
class Owed:
    """An amount in euros, and what it is for."""

    amount: Decimal
    label: str

    def shown(self, language: str) -> str:
        """The amount as people read it."""
        return format_money(self.amount, language)


def owed(journey: Journey) -> Owed | None:
    """What is owed for a complete journey, None when nothing is; raises UnknownAmountError."""
    for action in journey.plan.procedure.actions:
        if isinstance(action, Payment):
            return owed_by(action, journey)
    return None


def owed_by(action: Payment, journey: Journey) -> Owed | None:
    """What an action asks for, None when nothing is owed; raises UnknownAmountError."""
    known, language = journey.environment, journey.environment.context.language
    if action.when is not None and compiled(action.when)(known) is not True:
        return None
    value = compiled(action.amount)(known)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise UnknownAmountError
    amount = Decimal(value)
    if abs(amount) > MOST:
        raise UnknownAmountError
    amount = amount.quantize(CENT, ROUND_HALF_UP)
    return Owed(amount, action.label.render(known, language)) if amount > 0 else None


def owed_section(found: Owed, language: str) -> dict[str, Any]:
    """What the receipt of a submission says of what is owed for it."""
    rows = [
        (gettext(language, "What you pay for"), found.label),
        (gettext(language, "Amount to pay"), found.shown(language)),
    ]
    return section(gettext(language, "To pay"), rows)


def section(title: str, rows: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """A section of a receipt, that nothing changes."""
    blank = {"change_url": "", "change_name": "", "files": []}
    return {
        "title": title,
        "rows": [{"label": label, "value": value, **blank} for label, value in rows],
    }


TITLE = _("Payment – {title}")


def payment_receipt(
    submission: Mapping[str, Any],
    reference: str,
    found: Owed,
    operation: str,
    paid_at: datetime,
) -> dict[str, Any]:
    """Everything that the receipt of a payment shows; `submission` is the receipt of what was sent.

    It says when, how much, for what, to whom: a payment is acknowledged like a sending.
    """
    language = submission["language"]
    when = format_datetime(paid_at, language)
    rows = [
        (gettext(language, "Amount paid"), found.shown(language)),
        (gettext(language, "What you paid for"), found.label),
        (gettext(language, "Submission"), f"{submission['title']} ({submission['reference']})"),
        (gettext(language, "Paid on (Paris time)"), when),
        (gettext(language, "Number of the operation"), operation),
    ]
    return {
        **{name: submission.get(name, "") for name in KEPT},
        "title": gettext(language, TITLE, title=submission["title"]),
        "nature": "payment",
        "reference": reference,
        "received_at": when,
        "sections": [section(gettext(language, "Payment"), rows)],
        "attestations": [],
        "next": "",
    }


@dataclass(frozen=True)
class PaymentCard:
    """What is shown of a payment where what was sent is shown."""

    state: State
    amount: str
    text: str
    action: str
    pay: str
    later_url: str
    url: str
    says: str = ""


@dataclass(frozen=True)
class PaymentPage:
    """What the template of the page of a payment shows."""

    title: str
    heading: str
    back: str
    card: PaymentCard
    error: str
    reference: str
    received_at: str
    sections: tuple[Mapping[str, Any], ...]
    service: Mapping[str, Any]
    pdf_url: str
    submission_url: str
    label: str
    twice: str
