"""Somebody who walks through a procedure by chance, errs, goes back, and comes to the end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bench.chance import Chance, Seeded
from bench.inputs import NOTHING, Inputs, Typed
from bench.mending import mended
from bench.people import somebody, who_came_before
from engine.definitions import Library
from engine.expressions import UNKNOWN
from engine.journeys import (
    CHECK,
    Context,
    FieldPlan,
    HubPlace,
    Journey,
    Judged,
    Path,
    Place,
    Plan,
    StepPlace,
    judge,
)
from engine.journeys.changing import with_answers, with_end, with_item, without_item
from engine.journeys.computing import work_out
from engine.journeys.environment import value_of

MOST_PAGES = 400
PATIENCE = 40  # pages refused in a row
ITEMS = 3


@dataclass(frozen=True)
class Page:
    """A page that was sent: on which draft, where, with what."""

    answers: Mapping[str, Any]
    path: Path
    raw: Mapping[str, list[str]]
    kept: Mapping[str, Any]


@dataclass
class Walk:
    """A walk, as far as it went."""

    plan: Plan
    inputs: Inputs
    context: Context
    chance: Chance
    answers: dict[str, Any] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    refused: int = 0
    faults: list[str] = field(default_factory=list)

    def run(self) -> Journey:
        """Go on until everything is answered, or patience is at its end."""
        journey = Journey(self.plan, self.answers, self.context)
        for _ in range(MOST_PAGES):
            if (journey.complete and not self.chance.once_in(12)) or self.refused > PATIENCE:
                break
            journey = self.go(journey)
        return journey

    def go(self, journey: Journey) -> Journey:
        """One page more."""
        path = journey.current
        if not path or self.chance.once_in(15):
            path = self.chance.one(open_places(journey)) if journey.places else path
        return self.at(journey, journey.place(path))

    def at(self, journey: Journey, place: Place) -> Journey:
        """Do something where one is; at an exit, stay, or go back somewhere."""
        if isinstance(place, HubPlace):
            return self.hub(journey, place)
        if isinstance(place, StepPlace):
            return self.step(journey, place)
        before = [path for path in open_places(journey) if path != place.path]
        if not before or self.chance.once_in(8):
            self.refused = PATIENCE + 1
            return journey
        path = self.chance.one((before[-1], self.chance.one(before)))
        return self.at(journey, journey.place(path))

    def step(self, journey: Journey, place: StepPlace) -> Journey:
        """Type something on a page."""
        raw, kept = self.typed(place)
        judged = judge(place.plan, raw, {**place.answers, **kept}, place.environment)
        self.faults += faults_of(place, judged)
        if judged.errors and all(one.key.startswith(CHECK) for one in judged.errors.values()):
            raw, judged = mended(place, raw, kept, judged, self.chance)
        self.pages.append(Page(journey.answers, place.path, raw, kept))
        if judged.errors:
            self.refused += 1
            return journey
        self.refused = 0
        return self.keep(journey, with_answers(journey, place.path, judged.answers))

    def keep(self, journey: Journey, answers: Mapping[str, Any]) -> Journey:
        """Go on with other answers."""
        self.answers = dict(answers)
        return journey.changed(self.answers)

    def hub(self, journey: Journey, place: HubPlace) -> Journey:
        """Go into an item, add one, take one away, say that there is no other."""
        if place.asks:
            more = len(place.items) < place.least or self.chance.once_in(3)
            return self.keep(journey, (with_item if more else with_end)(journey, place))
        enough = len(place.items) >= max(place.least, place.wanted or 0)
        if place.can_add and (not enough or (len(place.items) < ITEMS and self.chance.once_in(3))):
            return self.keep(journey, with_item(journey, place))
        most = place.most if place.wanted is None else min(place.most, place.wanted)
        if place.items and (len(place.items) > most or self.chance.once_in(20)):
            key = self.chance.one(place.items).key
            return self.keep(journey, without_item(journey, place, key))
        waiting = [one for one in place.items if not one.complete and one.current is not None]
        if not waiting and not place.complete:
            self.refused += 1
        current = self.chance.one(waiting or place.items).current if place.items else None
        return journey if current is None else self.at(journey, current)

    def typed(self, place: StepPlace) -> tuple[dict[str, list[str]], dict[str, Any]]:
        """What is typed on a page: right for each field, then sometimes spoilt."""
        here = place.environment.inner(**dict.fromkeys(place.plan.by_name, UNKNOWN))
        found: dict[str, Typed] = {}
        for one in place.plan.order:
            is_open = one.when is None or one.when(here) is True
            if one.compute is not None and is_open:
                work_out(one, here)
            if not one.field.is_asked or not is_open:
                continue
            typed = found[one.name] = self.inputs.right(one, here, self.chance)
            if typed.answer is not None:
                here.know(one.name, value_of(one, typed.answer, here))
        if found and self.chance.once_in(6):
            name = self.chance.one(list(found))
            found[name] = self.spoilt(place.plan.by_name[name], place)
        raw = {name: texts for one in found.values() for name, texts in one.raw.items()}
        return raw, {name: one.kept for name, one in found.items() if one.kept}

    def spoilt(self, plan: FieldPlan, place: StepPlace) -> Typed:
        """Something wrong, or nothing."""
        if self.chance.once_in(3):
            return NOTHING
        return self.inputs.wrong(plan, place.environment, self.chance)


def walk_of(plan: Plan, inputs: Inputs, library: Library, seed: int) -> Walk:
    """A walk to be, of somebody who may have sent the same before."""
    chance = Seeded(seed)
    context = somebody(plan.procedure, library, chance)
    if plan.reads_past and chance.once_in(2):
        before = Walk(plan, inputs, context, chance).run()
        if before.complete:
            context = who_came_before(context, before.sent())
    return Walk(plan, inputs, context, chance)


def open_places(journey: Journey) -> list[Path]:
    """Every place that is open: steps, hubs, the steps of items."""
    return [path for place in journey.places for path in paths_in(place)]


def paths_in(place: Place) -> Iterator[Path]:
    """The path of a place, and those of what is inside it."""
    yield place.path
    if isinstance(place, HubPlace):
        for item in place.items:
            for step in item.steps:
                yield from paths_in(step)


def faults_of(place: StepPlace, judged: Judged) -> list[str]:
    """What must never be: an error beside nothing, an answer to what is not asked."""
    checks = {name for name in judged.errors if name.startswith(CHECK)}
    strangers = judged.errors.keys() - judged.visible - checks
    unasked = {name for name in judged.answers if not name.startswith("#")} - judged.visible
    where = "/".join(place.path)
    return [f"{where}: {name} is not asked" for name in (*strangers, *unasked)]
