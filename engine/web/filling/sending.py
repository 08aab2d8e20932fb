"""The summary, the sending, the receipt, and what a person has begun and sent."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Response, current_app, request
from markupsafe import Markup, escape

from engine.clock import now
from engine.i18n import format_datetime, gettext
from engine.i18n import marked as _
from engine.journeys import Path
from engine.pages.others import ConfirmPage, SubmissionLine, SubmissionsPage
from engine.pages.payments import PaymentCard
from engine.pages.receipts import MadeDocument, ReceiptPage, shown_sections
from engine.services import filling, paying, receiving, submitting
from engine.services.acting import refusal_text
from engine.services.submitting import MailState, Refused, Submission
from engine.web.addresses import DraftLinks, receipt_address
from engine.web.filling.closed import closed_text
from engine.web.filling.frames import draw_receipt
from engine.web.filling.showing import (
    go_to_place,
    is_form_right,
    links_of,
    show_summary,
)
from engine.web.filling.starting import draft_line
from engine.web.filling.steps import UNPROCESSABLE, opened_at, said_of_form
from engine.web.kept import ask_to_sign_in
from engine.web.payments.bills import later_address
from engine.web.payments.cards import card_of, state_line
from engine.web.payments.showing import lead_elsewhere
from engine.web.rendering import answer, go_to, render
from engine.web.sessions import browser, desk, has_expired, speak, visitor

CHANGED = _("Your answers changed since this page was shown. Check them and attest again.")
CONFLICT = 409


def summary(procedure: str, key: str) -> Response:
    """All answers, once all are given."""
    opened = opened_at(procedure, key)
    if not opened.journey.complete:
        return go_to_place(opened, opened.journey.current)
    return show_summary(opened)


def send(procedure: str, key: str) -> Response:
    """Send the draft: the receipt, or what is still to do."""
    opened = opened_at(procedure, key)
    language = visitor().language
    if not is_form_right():
        return show_summary(opened, status=UNPROCESSABLE, said=said_of_form())
    shown = request.form.get("_revision", 0, type=int)
    ticked = frozenset(name for name, text in request.form.items() if text)
    sent = submitting.submit(desk(), visitor(), opened, ticked, shown, now(), browser())
    if not isinstance(sent, Refused):
        return go_to(receipt_address(sent.reference), whole=True)
    if sent.todo is not None:
        return go_to_place(opened, sent.todo)
    if sent.act is not None:
        said = refusal_text(sent.act, language)
        return show_summary(opened, status=UNPROCESSABLE, said=said)
    if sent.closed or sent.twice:
        said = sent.twice or closed_text(opened.served, language)
        return show_summary(opened, status=UNPROCESSABLE, said=said)
    if sent.unmet:
        return show_summary(opened, status=UNPROCESSABLE)
    if sent.changed:
        return show_summary(opened, status=CONFLICT, said=gettext(language, CHANGED))
    return show_summary(opened, sent.missing, UNPROCESSABLE)


def receipt(reference: str) -> Response:
    """The receipt of a submission of the visitor."""
    submission = submitting.sent(desk(), visitor(), reference)
    content = submission.receipt
    speak([content["language"]])
    language = visitor().language
    mail = submitting.mail_state(desk(), submission)
    page = ReceiptPage(
        title=gettext(language, "Acknowledgement of receipt – {title}", title=content["title"]),
        reference=submission.reference,
        received_at=content["received_at"],
        service=shown_service(content["service"]),
        sections=tuple(
            shown_sections(
                content["sections"], receipt_address(reference), request.args.get("page", "")
            )
        ),
        attestations=tuple({"text": text} for text in content["attestations"]),
        next_html=shown_next(content),
        decision=content.get("decision"),
        procedure=content["title"],
        pdf_url=f"{receipt_address(reference)}.pdf",
        submissions_url="/mes-envois",
        mail_text=mail_text(mail, language),
        mail_failed=mail_failed(mail, language),
        payment=payment_card(reference),
        documents=made_documents(submission),
    )
    response = answer(draw_receipt(page), 200)
    return lead_elsewhere(response, visitor().site) if page.payment else response


def made_documents(submission: Submission) -> tuple[MadeDocument, ...]:
    """The documents made of a submission."""
    address = receipt_address(submission.reference)
    return tuple(
        MadeDocument(one["title"], one["number"], f"{address}/{one['name']}")
        for one in submission.receipt.get("documents", ())
    )


def made_document(reference: str, name: str) -> Response:
    """A document made of a submission, as a PDF."""
    number, pdf = submitting.made_document(desk(), visitor(), reference, name)
    return to_keep(pdf, f"{name}-{number}.pdf")


def made_csv(reference: str, name: str) -> Response:
    """The same document, as a CSV file."""
    number, data = submitting.made_csv(desk(), visitor(), reference, name)
    return to_keep(data, f"{name}-{number}.csv", "text/csv; charset=utf-8")


def to_keep(data: bytes, name: str, kind: str = "application/pdf") -> Response:
    """A file to keep, that no cache keeps."""
    response = current_app.make_response(data)
    response.headers["Content-Type"] = kind
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def payment_card(reference: str) -> PaymentCard | None:
    """What is owed for a submission, None when nothing ever was."""
    found = paying.bill_or_none(desk(), visitor(), reference)
    return card_of(found, later_address(), visitor().language) if found else None


def shown_service(service: dict[str, object]) -> dict[str, object]:
    """The service as templates show it: its address on one line."""
    address = service.get("address")
    lines = address if isinstance(address, list) else []
    return {**service, "address": ", ".join(lines)}


def hidden_address(address: str) -> str:
    """An e-mail address that its owner recognises and nobody else can read."""
    name, _, domain = address.partition("@")
    return f"{name[:1]}…@{domain}"


def mail_text(mail: MailState | None, language: str) -> str | None:
    """What is said of the mail that confirms."""
    if mail is None or mail.failed:
        return None
    to = hidden_address(mail.to)
    return gettext(language, "A confirmation e-mail is sent to {to}.", to=to)


def mail_failed(mail: MailState | None, language: str) -> str | None:
    """What is said when the mail could not be sent."""
    if mail is None or not mail.failed:
        return None
    return gettext(
        language,
        "Your submission is recorded. The confirmation e-mail could not be sent to {to};"
        " the receipt stays available here. Check your address.",
        to=hidden_address(mail.to),
    )


def receipt_document(reference: str) -> Response:
    """The receipt as a PDF."""
    return to_keep(submitting.document(desk(), visitor(), reference), f"accuse-{reference}.pdf")


def submissions() -> Response:
    """What the visitor has begun and sent."""
    if visitor().account is None and has_expired():
        return ask_to_sign_in()
    language = visitor().language
    heading = gettext(language, "My submissions")
    dues = paying.dues(desk(), visitor())
    page = SubmissionsPage(
        title=heading,
        heading=heading,
        drafts=tuple(draft_line(one) for one in filling.open_drafts(desk(), visitor(), now())),
        submissions=tuple(
            submission_line(one, dues.get(one.reference))
            for one in submitting.all_sent(desk(), visitor())
        ),
        start_url="/",
    )
    return render("filling/submissions.html", page)


def submission_line(submission: Submission, due: paying.Due | None = None) -> SubmissionLine:
    """A submission as lists show it."""
    address = receipt_address(submission.reference)
    return SubmissionLine(
        reference=submission.reference,
        title=submission.receipt["title"],
        received_at=format_datetime(submission.received_at, visitor().language),
        url=address,
        pdf_url=f"{address}.pdf",
        decision=(submission.receipt.get("decision") or {}).get("short", ""),
        payment=state_line(due, visitor().language) if due else "",
        payment_url=f"{paying.ADDRESS}{submission.reference}" if due else "",
    )


def ask_abandon(procedure: str, key: str) -> Response:
    """Ask whether to delete the draft."""
    opened = opened_at(procedure, key)
    language, links = visitor().language, links_of(opened)
    page = ConfirmPage(
        title=gettext(language, "Abandon this submission"),
        heading=gettext(language, "Abandon this submission?"),
        text=gettext(language, "Your answers and your files will be deleted at once."),
        action=links.abandon(),
        button=gettext(language, "Abandon and delete"),
        cancel_url=links.place(opened.journey.current),
        revision=opened.draft.revision,
        draft=opened.draft.key,
    )
    return show_question(page)


def show_question(page: ConfirmPage) -> Response:
    """The page that asks once more; again, and why, when its form was not taken."""
    if request.method == "POST":
        page = replace(page, text=f"{said_of_form()} {page.text}")
        return render("filling/confirm.html", page, UNPROCESSABLE)
    return render("filling/confirm.html", page)


def abandon(procedure: str, key: str) -> Response:
    """Delete the draft and its files."""
    if not is_form_right():
        return ask_abandon(procedure, key)
    filling.abandon(desk(), visitor(), opened_at(procedure, key))
    return go_to("/mes-envois")


def ask_removal(procedure: str, key: str, path: Path, item: str) -> Response:
    """Ask whether to remove an item."""
    opened = opened_at(procedure, key)
    language, links = visitor().language, links_of(opened)
    hub = opened.journey.hub(path)
    found = hub.item(item)
    if found is None or not filling.may_remove(hub, item):
        return go_to_place(opened, hub.path)
    words = hub.plan.group.item
    name = words.render(found.environment, language) if words else str(found.position)
    page = removal_page(links, hub.path, item, name, language)
    page = replace(page, revision=opened.draft.revision, draft=opened.draft.key)
    return show_question(page)


def removal_page(links: DraftLinks, path: Path, item: str, name: str, language: str) -> ConfirmPage:
    """The page that asks whether to remove an item, by what it is called."""
    return ConfirmPage(
        title=gettext(language, "Remove “{name}”", name=name),
        heading=gettext(language, "Remove “{name}”?", name=name),
        text=gettext(language, "What you answered for it and its files will be deleted."),
        action=links.remove((*path, item)),
        button=gettext(language, "Remove"),
        cancel_url=links.place(path),
        revision=0,
        draft="",
    )


def remove(procedure: str, key: str, path: Path, item: str) -> Response:
    """Remove an item."""
    if not is_form_right():
        return ask_removal(procedure, key, path, item)
    opened = opened_at(procedure, key)
    opened = receiving.remove_item(desk(), visitor(), opened, path, item, now())
    return go_to_place(opened, path)


def shown_next(content: Mapping[str, Any]) -> Markup:
    """What happens next: drawn by our Markdown, HTML off; a text in the oldest receipts."""
    if "next_html" in content:
        return Markup(content["next_html"])  # noqa: S704
    return escape(content["next"])
