"""The page where one pays what is owed; once paid, it is the receipt of the payment."""

from flask import Response, current_app, request

from engine.clock import now
from engine.errors import UnavailableError
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.pages.payments import PaymentPage
from engine.services import paying
from engine.services.paying import Bill, NoPaymentError, PaidError
from engine.web.addresses import receipt_address
from engine.web.payments.cards import card_of
from engine.web.payments.showing import lead_elsewhere, leave_to, shown_service
from engine.web.rendering import go_to, render
from engine.web.sessions import desk, speak, visitor

UNAVAILABLE = 503
AWAY = _(
    "The payment service does not answer. Nothing was debited, and your submission is recorded:"
    " try again in a few minutes."
)
CLOSED = _(
    "Payment on line is not open at the moment. Your submission is recorded: the service will"
    " tell you how to pay."
)
TWICE = _(
    "This was paid twice. Contact the service, which will pay you back: the references are"
    " {operations}."
)


def show(submission: str) -> Response:
    """What is owed, or the receipt of the payment."""
    return show_bill(paying.bill(desk(), visitor(), submission))


def check(submission: str) -> Response:
    """Ask the provider once more."""
    paying.check_last(desk(), visitor(), submission, now())
    return go_to(f"{paying.ADDRESS}{submission}")


def pay(submission: str) -> Response:
    """Lead the person to where they pay."""
    try:
        address = paying.start(desk(), visitor(), submission, now())
    except PaidError:
        return go_to(f"{paying.ADDRESS}{submission}")
    except NoPaymentError:
        return show_bill(paying.bill(desk(), visitor(), submission), CLOSED)
    except UnavailableError:
        return show_bill(paying.bill(desk(), visitor(), submission), AWAY)
    return leave_to(address)


def show_bill(found: Bill, error: str = "") -> Response:
    """The page of a payment, with what could not be done."""
    due = found.due
    speak([due.language])
    language = visitor().language
    content = due.receipt
    paid = due.reference is not None
    heading = _("Your payment is received") if paid else _("Pay on line")
    page = PaymentPage(
        title=f"{gettext(language, heading)} – {due.label}",
        heading=gettext(language, heading),
        back="" if paid else receipt_address(due.submission),
        card=card_of(found, later_address(), language),
        error=gettext(language, error) if error else "",
        reference=due.reference or "",
        received_at=content.get("received_at", ""),
        sections=tuple(content.get("sections", ())),
        service=shown_service(content.get("service", {})),
        pdf_url=f"{request.path.removesuffix('/')}/recu.pdf" if paid else "",
        submission_url=receipt_address(due.submission),
        label=due.label,
        twice=said_twice(found, language),
    )
    response = render("payments/payment.html", page, UNAVAILABLE if error else 200)
    return lead_elsewhere(response, due.site)


def said_twice(found: Bill, language: str) -> str:
    """What is said when it was paid more than once."""
    if len(found.paid) < 2:
        return ""
    operations = ", ".join(one.operation or one.id for one in found.paid)
    return gettext(language, TWICE, operations=operations)


def later_address() -> str:
    """Where one finds what is to be paid, later."""
    return "/tableau-de-bord" if visitor().account is not None else "/mes-envois"


def document(submission: str) -> Response:
    """The receipt of a payment as a PDF."""
    reference, pdf = paying.document(desk(), visitor(), submission)
    response = current_app.make_response(pdf)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="accuse-{reference}.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response
