"""Paying on line what is owed for a submission.

Nothing that a browser brings back is believed: the provider is asked, or signs what it tells. It
may tell the same thing twice, late, or in another order: each fact is kept once, with its time.
"""

import hmac
import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from engine.database import effects, payments, submissions
from engine.database.effects import NewEffect
from engine.database.payments import Due, Payment
from engine.delivery import Mail
from engine.errors import ConflictError, NotFoundError, UnavailableError
from engine.i18n import format_money
from engine.pages.payments import Owed, State, payment_receipt
from engine.payments import (
    ClosedError,
    ForgedError,
    Means,
    Order,
    PaymentError,
    Provider,
    Told,
    open_provider,
)
from engine.printing import receipt_pdf
from engine.services.desk import Desk, Visitor, site_of_owner
from engine.services.references import PAYMENT, new_reference

ADDRESS = "/paiements/"
RETURN = f"{ADDRESS}retour/"
NOTICE = f"{ADDRESS}avis"
# A payment begun so lately, and still open at the provider, is gone on with: a second click on
# « Pay » never makes a second payment.
GOES_ON = timedelta(minutes=10)
LOG = logging.getLogger("guichet")


class NoPaymentError(UnavailableError):
    """The site takes no payment on line now."""


class PaidError(ConflictError):
    """What is owed was paid already."""


@dataclass(frozen=True)
class Bill:
    """What is owed, and the tries to pay it, the last first."""

    due: Due
    tries: tuple[Payment, ...] = ()

    @property
    def state(self) -> State:
        """Where paying stands, derived from what happened."""
        if self.due.paid_at is not None:
            return "paid"
        if not self.tries:
            return "due"
        last = self.tries[0]
        if last.refused_at is not None:
            return "refused"
        if last.abandoned_at is not None:
            return "abandoned"
        return "waiting" if last.returned_at is not None else "open"

    @property
    def paid(self) -> tuple[Payment, ...]:
        """The tries that were paid: more than one when somebody paid twice."""
        return tuple(one for one in self.tries if one.paid_at is not None)


def provider_of(desk: Desk, site: str) -> tuple[str, Provider]:
    """Who takes the payments of a site, by name; raises NoPaymentError."""
    account = desk.catalogue.site(site).payment
    if account is None:
        raise NoPaymentError("the site names no provider of payments")
    label = f"payment:{site}:{account.provider}".encode()
    means = Means(
        folder=desk.settings.state / "payments" / site,
        secret=hmac.digest(desk.settings.secret_key.encode(), label, "sha256"),
        development=desk.settings.development,
        options=account.options,
    )
    try:
        return account.provider, open_provider(account.provider, means)
    except ClosedError as error:
        LOG.error("no payment at %s: %s", site, error)
        raise NoPaymentError(str(error)) from error


def origin_of(desk: Desk, site: str) -> str:
    """The origin of the pages of the provider of a site, empty when there are none elsewhere."""
    try:
        return provider_of(desk, site)[1].origin
    except NoPaymentError:
        return ""


def bill(desk: Desk, visitor: Visitor, submission: str) -> Bill:
    """What is owed for a submission of the visitor; raises NotFoundError when nothing ever was."""
    due = payments.load_due(desk.database, submission, visitor.owner)
    return Bill(due, tuple(payments.tries(desk.database, submission)))


def bill_or_none(desk: Desk, visitor: Visitor, submission: str) -> Bill | None:
    """What is owed for a submission of the visitor, None when nothing ever was."""
    try:
        return bill(desk, visitor, submission)
    except NotFoundError:
        return None


def dues(desk: Desk, visitor: Visitor) -> Mapping[str, Due]:
    """What the visitor owes or has paid, by the reference of what was sent."""
    return {one.submission: one for one in payments.dues_of(desk.database, visitor.owner)}


def unpaid(desk: Desk, visitor: Visitor) -> Sequence[Due]:
    """What the visitor still has to pay, the oldest first."""
    found = [one for one in dues(desk, visitor).values() if one.paid_at is None]
    return sorted(found, key=lambda one: one.created_at)


def start(desk: Desk, visitor: Visitor, submission: str, now: datetime) -> str:
    """Begin to pay; gives the address where the person pays.

    Raises PaidError when it was paid meanwhile, NoPaymentError when the site takes no payment,
    UnavailableError when the provider does not answer: nothing was paid then.
    """
    found = bill(desk, visitor, submission)
    name, provider = provider_of(desk, found.due.site)
    going_on = _still_open(desk, found, now)
    if going_on:
        return going_on
    if bill(desk, visitor, submission).due.paid_at is not None:
        raise PaidError(submission)
    due = found.due
    number = payments.start(desk.database, due, name, now)
    order = Order(
        number=number,
        reference=due.submission,
        amount=due.amount,
        label=due.label,
        email=due.email or "",
        return_url=desk.address_of(due.site, f"{RETURN}{number}"),
        notice_url=desk.address_of(due.site, NOTICE),
    )
    try:
        operation = provider.start(order)
    except PaymentError as error:
        payments.note(desk.database, number, "abandoned_at", now)
        raise UnavailableError(str(error)) from error
    payments.know_operation(desk.database, number, operation.number, operation.url)
    return operation.url


def _still_open(desk: Desk, found: Bill, now: datetime) -> str:
    """Where the last try goes on, empty when it cannot; what the provider tells of it is kept."""
    last = found.tries[0] if found.tries else None
    if last is None or not last.is_open or not last.operation:
        return ""
    check(desk, last, now)
    goes_on = payments.load(desk.database, last.id).is_open and now - last.started_at <= GOES_ON
    return last.url if goes_on else ""


def check(desk: Desk, payment: Payment, now: datetime) -> bool:
    """Ask the provider what became of a payment; False when it does not answer."""
    if payment.operation is None:
        return False
    due = payments.due_of(desk.database, payment)
    try:
        told = provider_of(desk, due.site)[1].ask(payment.operation)
    except (PaymentError, NoPaymentError) as error:
        LOG.warning("payment %s cannot be checked: %s", payment.id, error)
        return False
    payments.note(desk.database, payment.id, "asked_at", now)
    return _keep(desk, payment, due, told, now)


def come_back(desk: Desk, site: str, number: str, now: datetime) -> str:
    """The person comes back from the provider, who is asked; gives what they paid for."""
    payment = payments.load(desk.database, number)
    if payments.due_of(desk.database, payment).site != site:
        raise NotFoundError("payment")
    payments.note(desk.database, payment.id, "returned_at", now)
    if payment.paid_at is None:
        check(desk, payment, now)
    return payment.due


def check_last(desk: Desk, visitor: Visitor, submission: str, now: datetime) -> Bill:
    """Ask once more what became of the last try of the visitor."""
    found = bill(desk, visitor, submission)
    for last in found.tries[:1]:
        if last.is_open:
            check(desk, last, now)
    return bill(desk, visitor, submission)


def take_notice(
    desk: Desk, site: str, body: bytes, headers: Mapping[str, str], now: datetime
) -> None:
    """Take what the provider of a site tells by itself; NotFoundError unless it is from it."""
    try:
        told = provider_of(desk, site)[1].read(body, headers)
    except NoPaymentError as error:
        raise NotFoundError("notification") from error
    except ForgedError as error:
        LOG.warning("a notification of payment was refused at %s: %s", site, error)
        raise NotFoundError("notification") from error
    payment = payments.load(desk.database, told.order)
    due = payments.due_of(desk.database, payment)
    if due.site != site or not _keep(desk, payment, due, told, now):
        raise NotFoundError("payment")


def _keep(desk: Desk, payment: Payment, due: Due, told: Told, now: datetime) -> bool:
    """Keep what a provider tells of a payment, once; False when it is not what was asked for."""
    known = payment.operation in {None, told.operation} and told.order == payment.id
    if not known or told.amount != due.amount:
        LOG.error("payment %s: what is told is not what was asked for", payment.id)
        return False
    if told.outcome == "paid":
        _settle(desk, payment, due, told, now)
    elif told.outcome == "refused":
        payments.note(desk.database, payment.id, "refused_at", now)
    elif told.outcome == "abandoned":
        payments.note(desk.database, payment.id, "abandoned_at", now)
    return True


def _settle(desk: Desk, payment: Payment, due: Due, told: Told, now: datetime) -> None:
    """Acknowledge a payment: its receipt and its mail are kept with it, in one transaction."""
    with desk.database.transaction(durable=True):
        if not payments.note(desk.database, payment.id, "paid_at", now):
            return
        sent = submissions.load_for_payment(desk.database, due.submission)
        reference = new_reference(desk, now, PAYMENT)
        owed = Owed(due.amount, due.label)
        content = payment_receipt(sent.receipt, reference, owed, told.operation, now)
        if not payments.settle(desk.database, due, reference, content, now):
            LOG.error("payment %s: %s was paid twice", payment.id, due.submission)
            return
        if due.email:
            mail = _mail(desk, due, reference, content, site_of_owner(sent.owner))
            key = f"{due.submission}/payment"
            effects.add(desk.database, NewEffect("mail", key, asdict(mail)), now, due.submission)


def _mail(desk: Desk, due: Due, reference: str, content: Mapping[str, object], site: str) -> Mail:
    service = desk.catalogue.site(site).service.name
    return Mail(
        name="paiement-recu",
        to=due.email or "",
        language=due.language,
        values={
            "reference": reference,
            "amount": format_money(due.amount, due.language),
            "received_at": str(content["received_at"]),
            "service": service,
            "receipt_url": desk.address_of(site, f"{ADDRESS}{due.submission}"),
        },
    )


def document(desk: Desk, visitor: Visitor, submission: str) -> tuple[str, bytes]:
    """The reference and the PDF of the receipt of a payment; NotFoundError when it is not paid."""
    due = payments.load_due(desk.database, submission, visitor.owner)
    if due.reference is None:
        raise NotFoundError("receipt")
    return due.reference, receipt_pdf(due.receipt)


__all__ = [
    "ADDRESS", "NOTICE", "RETURN", "Bill", "Due", "NoPaymentError", "PaidError", "bill",
    "bill_or_none", "check", "check_last", "come_back", "document", "dues", "origin_of",
    "provider_of", "start", "take_notice", "unpaid",
]  # fmt: skip
