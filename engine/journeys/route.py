"""The places that are open on the way, in order."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from engine.errors import NotFoundError
from engine.journeys.environment import Environment
from engine.journeys.places import HubPlace, Path, Place, StepPlace
from engine.journeys.plan import Plan, StepPlan


class Route(Sequence[Place]):
    """The places that are open, in order; a simple step becomes a place when it is asked for."""

    def __init__(self, plan: Plan, environment: Environment) -> None:
        self.plan = plan
        self.environment = environment
        self.positions: list[int] = []
        self.places: list[Place | bool] = []

    def add(self, position: int, place: Place | bool) -> None:
        """One more place; for a simple step, whether it is complete."""
        self.positions.append(position)
        self.places.append(place)
        self.environment.asked[self.plan.parts[position].name] = True

    def before(self, position: int, environment: Environment) -> "Route":
        """The places before a part of the procedure; simple ones are made again when asked for."""
        route = Route(self.plan, environment)
        for one, place in zip(self.positions, self.places, strict=True):
            if one >= position:
                break
            part = self.plan.parts[one]
            route.add(one, True if isinstance(part, StepPlan) and part.simple else place)
        return route

    def hubs(self) -> Mapping[int, HubPlace]:
        """The hubs on the route, by the position of their group in the procedure."""
        pairs = zip(self.positions, self.places, strict=True)
        return {position: place for position, place in pairs if isinstance(place, HubPlace)}

    def __len__(self) -> int:
        return len(self.positions)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        place = self.places[index]
        if isinstance(place, bool):
            place = self.places[index] = self._simple(self.positions[index], place)
        return place

    def _simple(self, position: int, complete: bool) -> StepPlace:
        part = self.plan.parts[position]
        assert isinstance(part, StepPlan)  # noqa: S101 - a group is never simple
        known = self.environment
        visible = tuple(one for one in part.fields if one.name not in known.closed)
        return StepPlace((part.name,), part, known, known.answers, complete, visible)

    def index_of(self, name: str) -> int:
        """Where the part `name` stands on the route; raises NotFoundError when it is not on it."""
        position = self.plan.positions.get(name, -1)
        index = bisect_left(self.positions, position)
        if position < 0 or index == len(self) or self.positions[index] != position:
            raise NotFoundError(name)
        return index

    def path(self, index: int) -> Path:
        """The path of a place, without making it."""
        return (self.plan.parts[self.positions[index]].name,)
