"""The places of a route: a step, a hub, an item of a hub, an exit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.expressions import Value
from engine.journeys.environment import Environment
from engine.journeys.plan import ExitPlan, FieldPlan, GroupPlan, StepPlan

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepPlace:
    """A step on the route: whether all of it is answered, and which fields concern the person."""

    path: Path
    plan: StepPlan
    environment: Environment
    answers: Mapping[str, Any]
    complete: bool
    visible: tuple[FieldPlan, ...]


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """An item of a group on the route, with its steps as far as they are open.

    `stored` is what is kept of it, `record` what expressions read of it from outside.
    """

    key: str
    position: int
    environment: Environment
    steps: "tuple[StepPlace | HubPlace, ...]"
    total: int
    complete: bool
    empty: bool
    stored: Mapping[str, Any] = field(default_factory=dict)
    record: Mapping[str, Value] = field(default_factory=dict)

    @property
    def current(self) -> "StepPlace | HubPlace | None":
        """The first step that is not answered, else the last; None when none concerns the item."""
        last = self.steps[-1] if self.steps else None
        return next((step for step in self.steps if not step.complete), last)


@dataclass(frozen=True, slots=True)
class HubPlace:
    """A group on the route: its items, and whether they are as many as they must be.

    `outer` is what its items know from around them; `failed` are the checks that do not hold, by
    number. `asks` tells whether it is asked now if there is another item.
    """

    path: Path
    plan: GroupPlan
    environment: Environment
    items: tuple[ItemPlace, ...]
    wanted: int | None
    least: int
    most: int
    complete: bool
    outer: Environment
    failed: tuple[int, ...] = ()
    asks: bool = False

    @property
    def can_add(self) -> bool:
        """Whether an item may be added: its number is free, or just what a field says."""
        if self.plan.group.driven is not None:
            return False
        is_free = self.plan.count is None or self.plan.counted is not None
        return is_free and len(self.items) < self.most

    def item(self, key: str) -> ItemPlace | None:
        """The item of a key, None when there is none."""
        return next((one for one in self.items if one.key == key), None)


@dataclass(frozen=True, slots=True)
class ExitPlace:
    """Where the way ends without sending: nothing comes after it, and it is never complete."""

    path: Path
    plan: ExitPlan
    environment: Environment
    complete: bool = False


Place = StepPlace | HubPlace | ExitPlace


def steps_in(place: Place) -> Iterator[StepPlace]:
    """Every step that is open at a place: itself, or those of the items of a hub."""
    if isinstance(place, StepPlace):
        yield place
    elif isinstance(place, HubPlace):
        for item in place.items:
            for one in item.steps:
                yield from steps_in(one)
