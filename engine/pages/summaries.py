"""The summary of all answers, before sending."""

from dataclasses import dataclass
from typing import Any

from engine.i18n import gettext
from engine.journeys import Environment, Journey
from engine.pages.forms import ErrorLine
from engine.pages.links import Links
from engine.pages.sections import Section, sections_of, view_of
from engine.pages.steps import Progress


@dataclass(frozen=True)
class AttestationBox:
    """A box to tick before sending."""

    id: str
    name: str
    text: str
    error: str | None


@dataclass(frozen=True)
class SummaryPage:
    """What the template of the summary shows."""

    title: str
    heading: str
    back: str | None
    progress: Progress
    sections: tuple[Section, ...]
    attestations: tuple[AttestationBox, ...]
    errors: tuple[ErrorLine, ...]
    submit_label: str
    revision: int
    draft: str
    action: str
    quit_url: str


def summary_page(
    journey: Journey,
    links: Links,
    *,
    revision: int,
    draft: str,
    missing: frozenset[str] = frozenset(),
    said: str | None = None,
    page: str = "",
) -> SummaryPage:
    """The summary of a complete journey; `missing` are the boxes that were not ticked.

    `said` is what else must be corrected or looked at before sending; `page` is the page of a group
    of many items that is shown.
    """
    language = journey.environment.context.language
    procedure = journey.plan.procedure
    boxes = tuple(
        AttestationBox(
            f"champ-{one.name}",
            one.name,
            one.text.render(journey.environment, language),
            box_error(one, journey.environment, language) if one.name in missing else None,
        )
        for one in procedure.attestations
    )
    heading = gettext(language, "Check your answers")
    before = journey.before(())
    submit = procedure.submit
    return SummaryPage(
        title=f"{heading} – {procedure.title.render(journey.environment, language)}",
        heading=heading,
        back=None if before is None else links.place(before),
        progress=Progress(journey.total() + 1, journey.total() + 1, heading),
        sections=tuple(sections_of(journey, links, view_of(journey, page))),
        attestations=boxes,
        errors=(
            *([ErrorLine("", said)] if said else []),
            *(ErrorLine("", text) for text in unmet_texts(journey, language)),
            *(ErrorLine(box.id, box.error) for box in boxes if box.error),
        ),
        submit_label=(
            submit.render(journey.environment, language) if submit else gettext(language, "Send")
        ),
        revision=revision,
        draft=draft,
        action=links.place(()),
        quit_url=links.leave(),
    )


def unmet_texts(journey: Journey, language: str) -> list[str]:
    """What is said of the checks of the procedure that do not hold."""
    checks = journey.plan.procedure.checks
    known = journey.environment
    return [checks[number].message.render(known, language) for number in journey.failed()]


def box_error(attestation: Any, environment: Environment, language: str) -> str:
    """What is said when the box is not ticked."""
    if attestation.message is not None:
        return str(attestation.message.render(environment, language))
    return gettext(language, "Tick the box to go on.")
