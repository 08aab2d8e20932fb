"""The answers as people read them again: in the summary, and on the receipt.

Of a group of many items some are shown at a time, and their amounts are explained on demand: a
declaration of 400 stays is read as quickly as one of four.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.expressions import NOTHING, Chosen, Value
from engine.fields import Computed, Files
from engine.i18n import format_size, gettext
from engine.journeys import FieldPlan, HubPlace, ItemPlace, Journey, Place, StepPlace
from engine.pages.amounts import Amount, amount_of, with_changes
from engine.pages.grids import KeptGrid, kept_grid
from engine.pages.hubs import AT_ONCE
from engine.pages.links import Links
from engine.pages.messages import label_text

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
    """One answer of the summary; `why_url` is where an amount is explained that is not so here."""

    label: str
    value: str
    change_url: str
    change_name: str
    files: tuple[SentFile, ...] = ()
    amount: Amount | None = None
    grid: KeptGrid | None = None
    why_url: str = ""


@dataclass(frozen=True)
class OfGroup:
    """The group, outside of all others, in which an item is: its name, its title, which one."""

    name: str
    title: str
    position: int


@dataclass(frozen=True)
class Pages:
    """Which of many items are shown: from `first` to `last` of `total`, and the other pages."""

    first: int
    last: int
    total: int
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Section:
    """The answers of an item, or of the steps outside groups."""

    title: str | None
    rows: tuple[Row, ...]
    of: OfGroup | None = None
    # Around the items of a group that are some of many: which ones, above and below.
    pages: Pages | None = None
    anchor: str = ""


@dataclass(frozen=True)
class View:
    """How much is shown: all, or of each group one page, the amounts explained elsewhere."""

    is_whole: bool = True
    group: str = ""
    page: int = 1

    def page_of(self, group: str) -> int:
        """The page of a group that is shown."""
        return self.page if group == self.group else 1


WHOLE = View()


def view_of(journey: Journey, page: str = "") -> View:
    """How much of a journey is shown at once: all, unless a group holds many items.

    `page` is what an address says: the name of a group, and which page of it, as `sejours.2`.
    """
    if sum(items_in(place) for place in journey.places) <= AT_ONCE:
        return WHOLE
    return view_at(page)


def view_at(page: str) -> View:
    """The view that an address asks for."""
    group, _, number = page.rpartition(".")
    return View(False, group, int(number[:4]) if number.isdecimal() else 1)


def items_in(place: Place) -> int:
    """How many items are at a place, those inside of items too."""
    if not isinstance(place, HubPlace):
        return 0
    return len(place.items) + sum(items_in(one) for item in place.items for one in item.steps)


def sections_of(journey: Journey, links: Links, view: View = WHOLE) -> Iterator[Section]:
    """The sections of the summary, in the order of the route."""
    return Reading(journey, links, view).sections()


class Reading:
    """Reads the answers of a journey again."""

    def __init__(self, journey: Journey, links: Links, view: View) -> None:
        self.journey = journey
        self.links = links
        self.view = view
        self.language = journey.environment.context.language

    def sections(self) -> Iterator[Section]:
        """The sections, in the order of the route."""
        rows: list[Row] = []
        title: str | None = None
        for place in self.journey.places:
            if isinstance(place, StepPlace):
                here = title_of(place, self.language)
                if rows and here != title:
                    yield Section(title, tuple(rows))
                    rows = []
                title = here
                rows.extend(self.rows(place))
                continue
            if rows:
                yield Section(title, tuple(rows))
                rows = []
            if isinstance(place, HubPlace):
                yield from self.group(place)
        if rows:
            yield Section(title, tuple(rows))

    def group(self, hub: HubPlace) -> Iterator[Section]:
        """The items of a group: all, or those of a page, told above and below."""
        name, title = hub.plan.name, hub.plan.group.title.render(hub.environment, self.language)
        page, pages = self.view.page_of(name), None
        if not self.view.is_whole:
            pages = pages_at(len(hub.items), page, lambda n: self.links.summary(name, n))
        items = hub.items
        if pages is not None:
            yield Section(title, (), pages=replace(pages, before=None, after=None), anchor=name)
            items = items[pages.first - 1 : pages.last]
        for item in items:
            yield from self.item(hub, item, OfGroup(name, title, item.position))
        if pages is not None:
            yield Section(None, (), pages=pages)

    def item(
        self, hub: HubPlace, item: ItemPlace, of: OfGroup, around: str = ""
    ) -> Iterator[Section]:
        """One section an item of the group, then one for each item inside it."""
        group = hub.plan.group
        name = group.item.render(item.environment, self.language) if group.item else group.name
        title = f"{around}{item.position}. {name}"
        steps = [place for place in item.steps if isinstance(place, StepPlace)]
        rows = [row for place in steps for row in self.rows(place)]
        if rows or len(steps) == len(item.steps):
            yield Section(title, tuple(rows), of)
        for place in item.steps:
            if isinstance(place, HubPlace):
                for one in place.items:
                    yield from self.item(place, one, of, f"{title} – ")

    def rows(self, place: StepPlace) -> Iterator[Row]:
        """The answers of a step, with where each is changed."""
        for one in place.visible:
            if one.field.kind() is NOTHING or one.field.is_hidden:
                continue
            if isinstance(one.field, Computed):
                yield self.amount(one, one.field, place)
            else:
                yield self.answer(one, place)

    def amount(self, one: FieldPlan, field: Computed, place: StepPlace) -> Row:
        """A value that was worked out, with its explanation, or where that is."""
        known = place.environment
        amount = amount_of(one, known, self.language) if self.view.is_whole else None
        if amount is not None:
            amount = with_changes(amount, self.journey, self.language)
            return Row(amount.label, amount.shown, "", amount.label, (), amount)
        label = label_text(field, known, self.language)
        shown = field.in_words(known.get(one.name), one.kind, self.language)
        return Row(label, shown, "", label, why_url=self.links.amount(place.path, one.name))

    def answer(self, one: FieldPlan, place: StepPlace) -> Row:
        """An answer, with where it is changed."""
        known, language, links = place.environment, self.language, self.links
        answer = place.answers.get(one.name)
        label = label_text(one.field, known, language)
        shown = (
            gettext(language, "Not answered")
            if answer is None
            else shown_answer(one, answer, known.get(one.name, answer), language)
        )
        files = sent_files(answer or (), links, language) if isinstance(one.field, Files) else ()
        grid = kept_grid(one, answer, known, language)
        text = grid.text if grid else shown
        return Row(label, text, links.change(place.path), label, files, grid=grid)


def pages_at(total: int, page: int, address: Callable[[int], str]) -> Pages | None:
    """Which of so many items a page shows; None when all are shown."""
    last = -(-total // AT_ONCE)
    if last <= 1:
        return None
    page = min(max(page, 1), last)
    return Pages(
        (page - 1) * AT_ONCE + 1,
        min(page * AT_ONCE, total),
        total,
        address(page - 1) if page > 1 else None,
        address(page + 1) if page < last else None,
    )


def title_of(place: StepPlace, language: str) -> str | None:
    """The titles of the sections around a step."""
    titles = [one.title.render(place.environment, language) for one in place.plan.sections]
    return " – ".join(titles) or None


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
