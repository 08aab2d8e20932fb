"""What a person reads of a payment: its state in words, and what can be done."""

from collections.abc import Mapping

from engine.i18n import format_date, format_money, gettext
from engine.i18n import marked as _
from engine.pages.payments import PaymentCard, State
from engine.services.desk import PARIS
from engine.services.paying import ADDRESS, Bill, Due

TEXTS: Mapping[State, str] = {
    "due": _("You can pay now, or later from your dashboard."),
    "open": _("A payment was begun and is not finished. You can go on with it."),
    "waiting": _(
        "The payment is not confirmed yet: this may take a few minutes. Do not pay a second time"
        " before you have checked."
    ),
    "refused": _("The payment was refused by your bank. Nothing was debited: you can try again."),
    "abandoned": _("The payment was abandoned. Nothing was debited: you can try again."),
    "paid": "",
}


def card_of(bill: Bill, later_url: str, language: str) -> PaymentCard:
    """What is shown of a payment."""
    due = bill.due
    amount = format_money(due.amount, language)
    state = bill.state
    address = f"{ADDRESS}{due.submission}"
    text = gettext(language, TEXTS[state]) if TEXTS[state] else paid_line(due, language)
    return PaymentCard(
        state=state,
        amount=amount,
        text=text,
        action="" if state == "paid" else address,
        pay=gettext(language, "Pay {amount}", amount=amount),
        later_url=later_url,
        url=address,
        says=state_line(due, language),
    )


def state_line(due: Due, language: str) -> str:
    """A line that says whether it is paid, for lists."""
    if due.paid_at is not None:
        return paid_line(due, language)
    return gettext(language, "To pay: {amount}", amount=format_money(due.amount, language))


def paid_line(due: Due, language: str) -> str:
    """What was paid, and when."""
    if due.paid_at is None:
        return ""
    return gettext(
        language,
        "{amount} paid on {day}, reference {reference}",
        amount=format_money(due.amount, language),
        day=format_date(due.paid_at.astimezone(PARIS).date(), language),
        reference=due.reference or "",
    )
