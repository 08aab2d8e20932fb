"""The summary of all answers: before sending, and on the receipt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.expressions import NOTHING, Chosen, Value
from engine.fields import Files
from engine.i18n import format_size, gettext
from engine.journeys import Environment, FieldPlan, HubPlace, Journey, StepPlace
from engine.pages.amounts import Amount, amount_of, with_changes
from engine.pages.forms import ErrorLine
from engine.pages.grids import KeptGrid, kept_grid
from engine.pages.links import Links
from engine.pages.messages import label_text
from engine.pages.steps import Progress

SHORT_HASH = 12


@dataclass(frozen=True)
class SentFile:
    """A file as summaries and receipts name it; `hash` is the head of its SHA-256."""

    name: str
    pages: int | None
    size: str
    hash: str
    url: str


@dataclass(frozen=True)
class Row:
    """One answer of the summary."""

    label: str
    value: str
    change_url: str
    change_name: str
    files: tuple[SentFile, ...] = ()
    amount: Amount | None = None
    grid: KeptGrid | None = None


@dataclass(frozen=True)
class Section:
    """The answers of an item, or of the steps outside groups."""

    title: str | None
    rows: tuple[Row, ...]


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
    action: str,
    missing: frozenset[str] = frozenset(),
    said: str | None = None,
) -> SummaryPage:
    """The summary of a complete journey; `missing` are the boxes that were not ticked.

    `said` is what else must be corrected or looked at before sending.
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
        sections=tuple(sections_of(journey, links)),
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
        action=action,
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


def sections_of(journey: Journey, links: Links) -> Iterator[Section]:
    """The sections of the summary, in the order of the route."""
    language = journey.environment.context.language
    for section in sections_as_read(journey, links):
        rows = tuple(
            replace(row, amount=with_changes(row.amount, journey, language)) if row.amount else row
            for row in section.rows
        )
        yield replace(section, rows=rows)


def sections_as_read(journey: Journey, links: Links) -> Iterator[Section]:
    """The sections, without what has changed in tables meanwhile."""
    language = journey.environment.context.language
    rows: list[Row] = []
    title: str | None = None
    for place in journey.places:
        if isinstance(place, StepPlace):
            here = title_of(place, language)
            if rows and here != title:
                yield Section(title, tuple(rows))
                rows = []
            title = here
            rows.extend(rows_of(place, links, language))
            continue
        if rows:
            yield Section(title, tuple(rows))
            rows = []
        if isinstance(place, HubPlace):
            yield from item_sections(place, links, language)
    if rows:
        yield Section(title, tuple(rows))


def title_of(place: StepPlace, language: str) -> str | None:
    """The titles of the sections around a step."""
    titles = [one.title.render(place.environment, language) for one in place.plan.sections]
    return " – ".join(titles) or None


def item_sections(
    hub: HubPlace, links: Links, language: str, around: str = ""
) -> Iterator[Section]:
    """One section an item of the group, then one for each item inside it."""
    group = hub.plan.group
    for item in hub.items:
        name = group.item.render(item.environment, language) if group.item else group.name
        title = f"{around}{item.position}. {name}"
        steps = [place for place in item.steps if isinstance(place, StepPlace)]
        rows = [row for place in steps for row in rows_of(place, links, language)]
        if rows or len(steps) == len(item.steps):
            yield Section(title, tuple(rows))
        for place in item.steps:
            if isinstance(place, HubPlace):
                yield from item_sections(place, links, language, f"{title} – ")


def rows_of(place: StepPlace, links: Links, language: str) -> Iterator[Row]:
    """The answers of a step, with where each is changed."""
    for one in place.visible:
        if one.field.kind() is NOTHING or one.field.is_hidden:
            continue
        amount = amount_of(one, place.environment, language)
        if amount is not None:
            yield Row(amount.label, amount.shown, "", amount.label, (), amount)
            continue
        answer = place.answers.get(one.name)
        label = label_text(one.field, place.environment, language)
        shown = (
            gettext(language, "Not answered")
            if answer is None
            else shown_answer(one, answer, place.environment.get(one.name, answer), language)
        )
        files = sent_files(answer or (), links, language) if isinstance(one.field, Files) else ()
        grid = kept_grid(one, answer, place.environment, language)
        text = grid.text if grid else shown
        yield Row(label, text, links.change(place.path), label, files, grid=grid)


def shown_answer(plan: FieldPlan, answer: Any, value: Value, language: str) -> str:
    """An answer as a person reads it: the labels of what was chosen."""
    if plan.options is None:
        return plan.field.show(answer, language)
    chosen = value if isinstance(value, tuple) else (value,)
    return ", ".join(one.label if isinstance(one, Chosen) else str(one) for one in chosen)


def sent_files(
    files: Sequence[Mapping[str, Any]], links: Links, language: str
) -> tuple[SentFile, ...]:
    """The files of an answer."""
    return tuple(
        SentFile(
            name=one["name"],
            pages=one.get("pages"),
            size=format_size(one["size"], language),
            hash=one["sha256"][:SHORT_HASH],
            url=links.file(one["id"]),
        )
        for one in files
    )
