"""What a way leads to: whether it is sent, with which effects, receipt, mail and documents."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from engine.actions import Document, Mail, Payment, SaveProfile
from engine.definitions import Test
from engine.expressions import UNKNOWN, compiled
from engine.journeys import ExitPlace, Journey
from engine.pages.documents import document_content, documents_wanted, holds
from engine.pages.links import NoLinks
from engine.pages.payments import UnknownAmountError, owed, owed_section
from engine.pages.receipts import receipt_content
from engine.proving.standing import Standing
from engine.proving.walking import Stop, Walked, walk

REFERENCE = "ESSAI-0000"
# Draws a mail, given what an effect `mail` holds: its subject, its text.
Draw = Callable[[Mapping[str, Any]], tuple[str, str]]


@dataclass(frozen=True)
class Ended:
    """A test that was walked: the way, and what comes of it."""

    standing: Standing
    walked: Walked

    @property
    def journey(self) -> Journey:
        """The way."""
        return self.walked.journey

    @property
    def stop(self) -> Stop | None:
        """Why one goes no further; None when it is sent."""
        return self.walked.stop

    @cached_property
    def owed(self) -> Decimal:
        """What is to be paid once it is sent."""
        found = None if self.stop else owed(self.journey)
        return found.amount if found else Decimal(0)

    @cached_property
    def effects(self) -> tuple[str, ...]:
        """What is done once it is sent, by the names of actions, in their order."""
        return () if self.stop else tuple(done(self))

    @cached_property
    def receipt(self) -> dict[str, Any]:
        """The receipt of what was sent."""
        content = receipt_content(
            self.journey, NoLinks(), self.standing.site, REFERENCE, self.standing.now
        )
        found = owed(self.journey)
        if found is not None:
            content["sections"].append(owed_section(found, content["language"]))
        return content

    @cached_property
    def documents(self) -> list[dict[str, Any]]:
        """The documents made of what was sent."""
        return [
            document_content(
                one, f"{one.series}-0001", self.journey, self.standing.site, REFERENCE,
                self.standing.now,
            )
            for one in documents_wanted(self.journey)
        ]  # fmt: skip

    @cached_property
    def mails(self) -> list[Mapping[str, Any]]:
        """The effects `mail` that wait in the outbox once it is sent."""
        actions = self.journey.plan.procedure.actions
        found = (one.effect(mail_facts(self, one)) for one in actions if isinstance(one, Mail))
        return [one for one in found if one is not None]

    @cached_property
    def exit_text(self) -> str:
        """What the page of the exit says, in Markdown; "" when one does not leave."""
        place = self.journey.places[-1] if self.stop and self.stop.reason == "exit" else None
        if not isinstance(place, ExitPlace):
            return ""
        leaving, language = place.plan.exit, self.standing.context.language
        texts = (leaving.title, leaving.text, *(one.label for one in leaving.links))
        return " ".join(one.render(place.environment, language) for one in texts)


def ended(standing: Standing, test: Test) -> Ended:
    """Go the way of a test to its end."""
    journey = Journey(standing.plan, {}, standing.context)
    if not standing.is_admitted:
        return Ended(standing, Walked(journey, Stop("stranger")))
    opening = standing.plan.procedure.opening
    today = standing.context.today
    if opening is not None and today is not None and not opening.is_open(today):
        return Ended(standing, Walked(journey, Stop("closed")))
    walked = walk(journey, test.answers)
    if walked.stop is None:
        walked = replace(walked, stop=unsent(walked.journey))
    return Ended(standing, walked)


def unsent(journey: Journey) -> Stop | None:
    """What keeps a complete journey from being sent, None when nothing does."""
    failed = journey.failed()
    if failed:
        return Stop("checks", failed=failed)
    names = journey.plan.procedure.unique_with
    answers = journey.sent()
    here = [answers.get(name) for name in names]
    if names and None not in here:
        for one in journey.environment.context.past:
            if [one.answers.get(name) for name in names] == here:
                return Stop("twice")
    try:
        owed(journey)
    except UnknownAmountError:
        return Stop("amount")
    return None


def done(end: Ended) -> Iterator[str]:
    """The actions that are done, by name."""
    known = end.journey.environment
    procedure = end.journey.plan.procedure
    for action in procedure.actions:
        if isinstance(action, Mail):
            is_done = bool(action.effect(mail_facts(end, action)))
        elif isinstance(action, Payment):
            is_done = end.owed > 0
        else:
            is_done = not isinstance(action, Document) or holds(action.when, known)
        if is_done:
            yield action.type_name
    if any(isinstance(one, SaveProfile) and one not in procedure.actions for one in procedure.acts):
        yield SaveProfile.type_name


def mail_facts(end: Ended, action: Mail) -> dict[str, Any]:
    """What a mail may say, and to whom."""
    receipt = end.receipt
    to = compiled(action.to)(end.journey.environment)
    decision = receipt.get("decision") or {}
    return {
        "reference": REFERENCE,
        "received_at": receipt["received_at"],
        "title": receipt["title"],
        "service": receipt["service"]["name"],
        "decision": [*decision.get("lines", ()), *decision.get("appeal", ())],
        "receipt_url": f"https://exemple.test/accuses/{REFERENCE}",
        "language": receipt["language"],
        "to": None if to is UNKNOWN else str(to),
    }


__all__ = ["REFERENCE", "Draw", "Ended", "ended"]
