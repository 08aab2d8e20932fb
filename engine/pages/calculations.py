"""How the values of one step were worked out: a page of its own, where a summary is too long."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.errors import NotFoundError
from engine.i18n import gettext
from engine.journeys import Journey, StepPlace
from engine.pages.amounts import amount_of, with_changes
from engine.pages.links import AMOUNT
from engine.pages.receipts import shown_amount

Shown = tuple[str, Any]


@dataclass(frozen=True)
class CalculationsPage:
    """What the template of calculations shows: amounts, each with its anchor."""

    title: str
    heading: str
    about: str
    back: str
    amounts: tuple[Shown, ...]


def calculations_page(journey: Journey, place: StepPlace, back: str) -> CalculationsPage:
    """The values worked out at a step of a journey; raises NotFoundError when there is none."""
    language = journey.environment.context.language
    amounts = tuple(
        (f"{AMOUNT}{one.name}", with_changes(amount, journey, language))
        for one in place.visible
        if not one.field.is_hidden
        for amount in [amount_of(one, place.environment, language)]
        if amount is not None
    )
    whole = journey.plan.procedure.title.render(journey.environment, language)
    about = " – ".join([*titles_around(journey, place, language), title_here(place, language)])
    return page_of(amounts, about, whole, back, language)


def kept_calculations(
    content: Mapping[str, Any], number: int, back: str, language: str
) -> CalculationsPage:
    """The values of a section of a receipt; raises NotFoundError when there is none."""
    sections: Sequence[Mapping[str, Any]] = content["sections"]
    if number >= len(sections):
        raise NotFoundError(str(number))
    section = sections[number]
    amounts = tuple(
        (f"{AMOUNT}{place}", shown_amount(row["amount"]))
        for place, row in enumerate(section["rows"])
        if row.get("amount")
    )
    return page_of(amounts, section["title"] or "", content["title"], back, language)


def page_of(
    amounts: tuple[Shown, ...], about: str, whole: str, back: str, language: str
) -> CalculationsPage:
    """The page of some amounts."""
    if not amounts:
        raise NotFoundError(about)
    heading = gettext(language, "How these amounts are worked out")
    return CalculationsPage(f"{heading} – {whole}", heading, about, back, amounts)


def title_here(place: StepPlace, language: str) -> str:
    """The title of a step."""
    return place.plan.step.title.render(place.environment, language)


def titles_around(journey: Journey, place: StepPlace, language: str) -> Iterator[str]:
    """The items in which a step stands, from outside."""
    path = place.path
    while len(path) > 1:
        found = journey.item_of(path)
        if found is None:
            return
        hub, item = found
        group = hub.plan.group
        name = group.item.render(item.environment, language) if group.item else group.name
        yield f"{item.position}. {name}"
        path = path[:-2]
