"""Sending: a submission, its receipt and its effects, kept at once and once only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.actions import Action, Mail
from engine.database import counters, effects, submissions, uploads
from engine.database.effects import NewEffect
from engine.database.submissions import Submission
from engine.definitions import Site
from engine.errors import ConflictError, NotFoundError
from engine.expressions import UNKNOWN, compiled
from engine.journeys import Journey, Path
from engine.pages.documents import Wanted, document_content, document_csv, documents_wanted
from engine.pages.links import NoLinks
from engine.pages.payments import UnknownAmountError, owed, owed_section
from engine.pages.receipts import receipt_content
from engine.printing import document_pdf, receipt_pdf
from engine.services.acting import (
    NOWHERE,
    ActRefused,
    Browser,
    acts_of,
    given_to_acts,
    perform,
)
from engine.services.before import is_closed, sent_twice
from engine.services.desk import Desk, Visitor
from engine.services.filling import Opened
from engine.services.messaging import keep_receipt
from engine.services.references import new_reference


@dataclass(frozen=True)
class Refused:
    """Why it was not sent: what is still to do, the boxes not ticked, or a change meanwhile.

    `act` is one of its acts that could not be done; `unmet`, its checks that do not hold.
    """

    todo: Path | None = None
    missing: frozenset[str] = frozenset()
    changed: bool = False
    act: ActRefused | None = None
    unmet: bool = False
    closed: bool = False
    twice: str = ""


def submit(
    desk: Desk,
    visitor: Visitor,
    opened: Opened,
    ticked: frozenset[str],
    shown: int,
    now: datetime,
    browser: Browser = NOWHERE,
) -> Submission | Refused:
    """Send a draft whose summary was shown at revision `shown`.

    Every attestation must be ticked for the answers as they are: a change since the summary
    was shown asks for it again. A second sending of the same draft gives the first submission.
    """
    journey = opened.journey
    refused = lacking(opened, ticked, shown) or unwelcome(desk, visitor, opened, now)
    if refused is not None:
        return refused
    settle_files(desk, opened)
    given = given_to_acts(desk, visitor, browser, opened, now)
    try:
        for act in acts_of(journey.plan.procedure, refusing=True):
            perform(act, **given)
        with desk.database.transaction(durable=True):
            reference = new_reference(desk, now)
            # Nobody else takes a reference until this one is kept: what was sent is all there.
            twice = sent_twice(desk, visitor, journey, opened.draft.key)
            if twice is not None:
                raise SentTwiceError(twice[1])
            submission = _submission(desk, visitor, opened, reference, now)
            asked = asked_effects(desk, journey, submission, now)
            sent = submissions.create(desk.database, opened.draft, submission, asked)
            if sent.reference == reference:
                keep_receipt(desk, visitor, sent)
                for act in acts_of(journey.plan.procedure, refusing=False):
                    perform(act, **given, submission=sent)
            return sent
    except SentTwiceError as error:
        return Refused(twice=str(error))
    except ActRefused as refused:
        return Refused(act=refused)


def lacking(opened: Opened, ticked: frozenset[str], shown: int) -> Refused | None:
    """What keeps a draft from being sent, None when nothing does."""
    journey = opened.journey
    if not journey.complete:
        return Refused(todo=journey.current)
    if journey.failed():
        return Refused(unmet=True)
    attestations = journey.plan.procedure.attestations
    if attestations and shown != opened.draft.revision:
        return Refused(changed=True)
    missing = frozenset(one.name for one in attestations) - ticked
    return Refused(missing=missing) if missing else None


class SentTwiceError(ConflictError):
    """The same was sent meanwhile, where it is sent once."""


def unwelcome(desk: Desk, visitor: Visitor, opened: Opened, now: datetime) -> Refused | None:
    """Why a draft that lacks nothing is not taken: its season is over, it was sent already."""
    if sent_from(desk, visitor, opened.draft.key) is not None:
        return None  # a second click is answered with what was sent
    if is_closed(opened.served, now):
        return Refused(closed=True)
    twice = sent_twice(desk, visitor, opened.journey, opened.draft.key)
    return Refused(twice=twice[1]) if twice else None


def settle_files(desk: Desk, opened: Opened) -> None:
    """Have the files sent survive a power cut: they are about to be acknowledged."""
    sent_files = {file["id"] for file in opened.journey.files()}
    if sent_files:
        for upload in uploads.list_of(desk.database, opened.draft.key, opened.draft.owner):
            if upload.id in sent_files:
                desk.storage.settle(upload.storage_key)


def _submission(
    desk: Desk, visitor: Visitor, opened: Opened, reference: str, now: datetime
) -> Submission:
    journey = opened.journey
    known, language = journey.environment, journey.environment.context.language
    site = opened.served.site
    return Submission(
        reference=reference,
        draft=opened.draft.key,
        owner=visitor.owner,
        procedure=opened.draft.procedure,
        version=opened.draft.version,
        answers=journey.sent(),
        attestations=[
            {
                "field": one.name,
                "text": one.text.render(known, language),
                "version": opened.draft.version,
                "at": now.isoformat(),
            }
            for one in journey.plan.procedure.attestations
        ],
        receipt=_receipt(desk, journey, site, reference, now),
        email=visitor.account.email if visitor.account else None,
        received_at=now,
    )


def _receipt(
    desk: Desk, journey: Journey, site: Site, reference: str, now: datetime
) -> dict[str, Any]:
    """The receipt, with the documents that were made and what is to be paid."""
    content = receipt_content(journey, NoLinks(), site, reference, now)
    content["documents"] = [
        document_content(one, number_of(desk, site, one), journey, site, reference, now)
        for one in documents_wanted(journey)
    ]
    try:
        found = owed(journey)
    except UnknownAmountError:
        return content  # the act that asks for it refuses, and nothing is kept
    if found is not None:
        content["sections"].append(owed_section(found, content["language"]))
    return content


def number_of(desk: Desk, site: Site, wanted: Wanted) -> str:
    """The next number of a series of documents at a site, as ER-2026-03-0001."""
    number = counters.next_number(desk.database, f"document-{site.name}-{wanted.series}")
    return f"{wanted.series}-{number:04d}"


def asked_effects(
    desk: Desk, journey: Journey, submission: Submission, now: datetime
) -> list[NewEffect]:
    """The effects that the actions of the procedure ask for."""
    del now
    facts = mail_facts(desk, journey, submission)
    found = []
    for number, action in enumerate(journey.plan.procedure.actions):
        effect = action.effect({**facts, **addressed(action, journey)})
        if effect is not None:
            key = f"{submission.reference}/{number}"
            found.append(NewEffect(action.type_name, key, effect))
    return found


def addressed(action: Action, journey: Journey) -> dict[str, Any]:
    """Whom a mail goes to."""
    if not isinstance(action, Mail):
        return {}
    to = compiled(action.to)(journey.environment)
    return {"to": None if to is UNKNOWN else str(to)}


def mail_facts(desk: Desk, journey: Journey, submission: Submission) -> dict[str, Any]:
    """What a mail may say: nothing of the answers."""
    return {
        "reference": submission.reference,
        "received_at": submission.receipt["received_at"],
        "title": submission.receipt["title"],
        "service": submission.receipt["service"]["name"],
        "decision": decision_lines(submission),
        "receipt_url": f"{desk.settings.public_url}/accuses/{submission.reference}",
        "language": journey.environment.context.language,
    }


def decision_lines(submission: Submission) -> list[str]:
    """What the law wants said of the decision on a request, paragraph by paragraph."""
    said = submission.receipt.get("decision") or {}
    return [*said.get("lines", ()), *said.get("appeal", ())]


@dataclass(frozen=True)
class MailState:
    """What became of the mail of a submission."""

    to: str
    delivered: bool
    failed: bool


def mail_state(desk: Desk, submission: Submission) -> MailState | None:
    """What became of the mail, None when none was asked for."""
    for effect in effects.list_of(desk.database, submission.reference, submission.owner):
        if effect.kind == "mail":
            failed = effect.failed_at is not None
            to = str(effect.payload["to"])
            return MailState(to, effect.delivered_at is not None, failed)
    return None


def sent(desk: Desk, visitor: Visitor, reference: str) -> Submission:
    """A submission of the visitor; raises NotFoundError."""
    return submissions.load(desk.database, reference, visitor.owner)


def sent_from(desk: Desk, visitor: Visitor, draft: str) -> Submission | None:
    """The submission that a draft became."""
    return submissions.find(desk.database, draft, visitor.owner)


def last_sent(desk: Desk, visitor: Visitor, procedure: str) -> Submission | None:
    """The last submission of the visitor for a procedure."""
    return next((one for one in all_sent(desk, visitor) if one.procedure == procedure), None)


def all_sent(desk: Desk, visitor: Visitor) -> list[Submission]:
    """All that the visitor sent, the last first."""
    return submissions.list_of(desk.database, visitor.owner)


def document(desk: Desk, visitor: Visitor, reference: str) -> bytes:
    """The receipt of a submission of the visitor, as a PDF; raises NotFoundError."""
    return receipt_pdf(sent(desk, visitor, reference).receipt)


def made_document(desk: Desk, visitor: Visitor, reference: str, name: str) -> tuple[str, bytes]:
    """A document made of a submission of the visitor, with its number; raises NotFoundError."""
    content = _made(desk, visitor, reference, name)
    return content["number"], document_pdf(content)


def made_csv(desk: Desk, visitor: Visitor, reference: str, name: str) -> tuple[str, bytes]:
    """The same document as a CSV file; raises NotFoundError."""
    content = _made(desk, visitor, reference, name)
    return content["number"], document_csv(content).encode()


def _made(desk: Desk, visitor: Visitor, reference: str, name: str) -> Mapping[str, Any]:
    for content in sent(desk, visitor, reference).receipt.get("documents", ()):
        if content["name"] == name:
            found: Mapping[str, Any] = content
            return found
    raise NotFoundError(name)


__all__ = [
    "MailState",
    "Refused",
    "Submission",
    "all_sent",
    "document",
    "last_sent",
    "made_csv",
    "made_document",
    "mail_state",
    "sent",
    "sent_from",
    "submit",
]
