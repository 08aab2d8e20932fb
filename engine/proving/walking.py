"""The way that somebody goes who answers as a test says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from engine.errors import InputError
from engine.fields import Files
from engine.journeys import (
    ExitPlace,
    HubPlace,
    Journey,
    Judged,
    Path,
    Place,
    StepPlace,
    judge,
    proposed,
    proposed_cells,
)
from engine.journeys.changing import with_answers, with_end, with_item
from engine.proving.typing import Given, answers_given, files_given, items_given, typed
from engine.source import Node

MOST_STEPS = 20_000
REQUIRED = "required"
# What is typed where a secret is asked for: a test holds none.
SECRET = "Correct-1-Cheval-2-Pile"  # noqa: S105 - nobody's
SECRET_DIGITS = "123456"  # noqa: S105 - nobody's
Reason = Literal[
    "exit",
    "missing",
    "refused",
    "checks",
    "items",
    "stuck",
    "closed",
    "twice",
    "stranger",
    "amount",
]


@dataclass(frozen=True)
class Stop:
    """Why one goes no further: where, and what is wrong there.

    `errors` are those of the step, `missing` the fields that need an answer and have none.
    """

    reason: Reason
    path: Path = ()
    errors: Mapping[str, InputError] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    judged: Judged | None = None
    failed: tuple[int, ...] = ()
    said: str = ""

    @property
    def refused(self) -> Mapping[str, InputError]:
        """What was answered, and is not accepted."""
        return {name: one for name, one in self.errors.items() if name not in self.missing}


@dataclass(frozen=True)
class Walked:
    """A way gone to its end, or to where it stops."""

    journey: Journey
    stop: Stop | None = None
    # The steps that were answered, those that stopped it included, by the paths of their places.
    visited: tuple[Path, ...] = ()


def walk(journey: Journey, given: Given) -> Walked:
    """Go as far as the answers of a test lead."""
    answers = answers_given(given, journey.plan)
    visited: list[Path] = []
    for _ in range(MOST_STEPS):
        hub = next(short_hubs(journey, answers), None)
        if hub is not None:
            journey = journey.changed(with_item(journey, hub))
            continue
        if journey.complete:
            return Walked(journey, None, tuple(visited))
        place, own = open_place(journey.places[-1], answers, journey)
        visited.append(place.path)
        found = gone_on(journey, place, own)
        if isinstance(found, Stop):
            return Walked(journey, found, tuple(visited))
        journey = found
    return Walked(journey, Stop("stuck", journey.current), tuple(visited))


def short_hubs(journey: Journey, answers: Given) -> Iterator[HubPlace]:
    """The groups on the way that have fewer items than are given, and may have one more."""
    for hub in journey.places.hubs().values():
        yield from short_at(hub, items_given(answers.get(hub.plan.name), journey.plan), journey)


def short_at(
    hub: HubPlace, items: Sequence[Mapping[str, Node]], journey: Journey
) -> Iterator[HubPlace]:
    """The hub itself, or one inside its items."""
    if may_grow(hub) and len(hub.items) < len(items):
        yield hub
    for item, own in zip(hub.items, items, strict=False):
        for one in item.steps:
            if isinstance(one, HubPlace):
                inner = items_given(own.get(one.plan.name), journey.plan)
                yield from short_at(one, inner, journey)


def may_grow(hub: HubPlace) -> bool:
    """Whether somebody would add an item now: those that are there are filled in first."""
    if hub.plan.count is not None or not all(item.complete for item in hub.items):
        return False
    return hub.asks or hub.can_add


def open_place(place: Place, answers: Given, journey: Journey) -> tuple[Place, Given]:
    """Where one goes on at a place: itself, or inside its items; with the answers for it."""
    if not isinstance(place, HubPlace):
        return place, answers
    items = items_given(answers.get(place.plan.name), journey.plan)
    for item in place.items:
        if not item.complete and item.current is not None:
            own = items[item.position - 1] if item.position <= len(items) else {}
            return open_place(item.current, own, journey)
    return place, answers


def gone_on(journey: Journey, place: Place, own: Given) -> Journey | Stop:
    """The journey once a place is answered, or why it is not."""
    if isinstance(place, ExitPlace):
        return Stop("exit", place.path)
    if isinstance(place, HubPlace):
        if place.asks:
            return journey.changed(with_end(journey, place))
        if place.failed:
            return Stop("checks", place.path, failed=place.failed)
        return Stop("items", place.path)
    judged, errors = answered(place, own)
    if errors:
        return stopped(place, own, judged, errors)
    after = journey.changed(with_answers(journey, place.path, judged.answers))
    if not after.complete and open_place(after.places[-1], {}, after)[0].path == place.path:
        return Stop("stuck", place.path, judged=judged)
    return after


def answered(place: StepPlace, own: Given) -> tuple[Judged, dict[str, InputError]]:
    """A step filled in: what is given, else what is proposed; and all that is wrong with it."""
    raw: dict[str, list[str]] = {}
    kept = dict(place.answers)
    wrong: dict[str, InputError] = {}
    for one in place.plan.fields:
        node = own.get(one.name)
        if node is None:
            raw |= secret(one.field) if one.field.is_secret else proposed(one, place.environment)
        elif isinstance(one.field, Files):
            try:
                kept[one.name] = files_given(one, node)
            except InputError as error:
                wrong[one.name] = error
        else:
            raw |= dict(proposed_cells(one, place.environment)) | typed(one, node)
    judged = judge(place.plan, raw, kept, place.environment)
    seen = {name: error for name, error in wrong.items() if name in judged.visible}
    return judged, {**judged.errors, **seen}


def secret(one: Any) -> dict[str, list[str]]:
    """Something typed where a secret is asked for."""
    is_code = getattr(one, "digits", False)
    return {one.name: [SECRET_DIGITS if is_code else SECRET]}


def stopped(place: StepPlace, own: Given, judged: Judged, errors: Mapping[str, InputError]) -> Stop:
    """Why a step keeps one: something is missing, or something is refused."""
    missing = tuple(
        name for name, error in errors.items() if error.key == REQUIRED and name not in own
    )
    only = len(missing) == len(errors)
    return Stop("missing" if only else "refused", place.path, errors, missing, judged)
