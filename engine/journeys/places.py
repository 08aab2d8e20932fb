"""The places of a route: a step, a hub, an item of a hub."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.journeys.environment import Environment
from engine.journeys.plan import FieldPlan, GroupPlan, StepPlan

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
    """An item of a group on the route, with its steps as far as they are open."""

    key: str
    position: int
    environment: Environment
    steps: tuple[StepPlace, ...]
    total: int
    complete: bool
    empty: bool

    @property
    def current(self) -> StepPlace | None:
        """The first step that is not answered, else the last; None when none concerns the item."""
        last = self.steps[-1] if self.steps else None
        return next((step for step in self.steps if not step.complete), last)


@dataclass(frozen=True, slots=True)
class HubPlace:
    """A group on the route: its items, and whether they are as many as they must be."""

    path: Path
    plan: GroupPlan
    environment: Environment
    items: tuple[ItemPlace, ...]
    wanted: int | None
    least: int
    most: int
    complete: bool

    @property
    def can_add(self) -> bool:
        """Whether an item may be added: its number is free, or just what a field says."""
        is_free = self.plan.count is None or self.plan.counted is not None
        return is_free and len(self.items) < self.most


Place = StepPlace | HubPlace
