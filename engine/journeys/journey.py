"""Where a person stands, worked out by replaying the procedure on the answers.

Only answers that the route reaches exist for conditions, for the summary and for the
submission; the others are withdrawn: kept aside, never sent, brought back if they are
reached again.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from typing import Any

from engine.errors import NotFoundError
from engine.expressions import NOTHING
from engine.fields import Files
from engine.journeys.environment import Context, Environment
from engine.journeys.gathering import hub_place
from engine.journeys.places import (
    ExitPlace,
    HubPlace,
    ItemPlace,
    Path,
    Place,
    StepPlace,
    steps_in,
)
from engine.journeys.plan import ExitPlan, GroupPlan, Plan, StepPlan
from engine.journeys.route import Route
from engine.journeys.stepping import concerns, has_vanished, sent_by, step_place

__all__ = ["HubPlace", "ItemPlace", "Journey", "Path", "Place", "StepPlace"]

NO_HUBS: Mapping[int, HubPlace] = {}


class Journey:
    """A person's way through a procedure, for the answers given so far."""

    def __init__(self, plan: Plan, answers: Mapping[str, Any], context: Context) -> None:
        self.plan = plan
        self.answers = answers
        self.environment = Environment(plan, answers, context)
        self.places = Route(plan, self.environment)
        self.complete = self._walk(0, NO_HUBS)

    def changed(self, answers: Mapping[str, Any]) -> "Journey":
        """The journey once some answers have changed: what is before the first one stays.

        Of the groups after it the items stay that nothing that changed concerns.
        """
        homes, last = self.plan.homes, len(self.plan.parts)
        before = self.answers
        position = min(
            (
                homes.get(name, 0)
                for name in (*answers, *(one for one in before if one not in answers))
                if is_other(before.get(name), answers.get(name))
            ),
            default=last,
        )
        if not self.complete:
            # The walk stopped there: what comes after was never looked at.
            position = min(position, self.places.positions[-1])
        journey = copy(self)
        journey.answers = answers
        journey.environment = self.environment.before(position, answers)
        journey.places = self.places.before(position, journey.environment)
        journey.complete = journey._walk(position, self.places.hubs())  # noqa: SLF001 - its own
        return journey

    def _walk(self, first: int, known: Mapping[int, HubPlace]) -> bool:
        """Walk on from a part of the procedure; `known` are the hubs as they were."""
        environment, answered = self.environment, self.answers.keys()
        for index in range(first, len(self.plan.parts)):
            part = self.plan.parts[index]
            if part.when is not None and part.when(environment) is not True:
                continue
            if isinstance(part, StepPlan) and part.simple:
                environment.reach(index, part.conditional)
                if part.may_vanish and environment.closed.issuperset(part.by_name):
                    continue
                complete = part.required <= answered and not self._lacks(part)
                self.places.add(index, complete)
            else:
                place = self._part(part, known.get(index))
                if has_vanished(place):
                    continue
                complete = place.complete
                self.places.add(index, place)
            if not complete:
                return False
        return True

    def _lacks(self, step: StepPlan) -> bool:
        """Whether a field that a condition opens is not answered in a simple step."""
        return any(
            one.name not in self.answers
            and one.name not in self.environment.closed
            and one.field.kind() is not NOTHING
            for one in step.conditional
        )

    def _part(self, part: StepPlan | GroupPlan | ExitPlan, known: HubPlace | None) -> Place:
        if isinstance(part, GroupPlan):
            return hub_place((), part, self.answers, self.environment, known)
        if isinstance(part, ExitPlan):
            return ExitPlace((part.name,), part, self.environment)
        return step_place((), part, self.answers, self.environment)

    def failed(self) -> tuple[int, ...]:
        """The checks of the procedure that do not hold, by number; an unknown one does not fail."""
        known = self.environment
        return tuple(
            number for number, check in enumerate(self.plan.checks) if check(known) is False
        )

    def place(self, path: Path) -> Place:
        """The place at `path`; raises NotFoundError when it is not on the route or not open."""
        if not path or len(path) % 2 == 0:
            raise NotFoundError("/".join(path))
        place: Place = self.places[self.places.index_of(path[0])]
        for key, name in zip(path[1::2], path[2::2], strict=True):
            place = self._inside(place, key, name)
        return place

    def _inside(self, place: Place, key: str, name: str) -> Place:
        item = place.item(key) if isinstance(place, HubPlace) else None
        for one in item.steps if item is not None else ():
            if one.path[-1] == name:
                return one
        raise NotFoundError(f"{key}/{name}")

    def hub(self, path: Path | str) -> HubPlace:
        """The hub of a group, by its path or its name; raises NotFoundError when not open."""
        place = self.place((path,) if isinstance(path, str) else path)
        if not isinstance(place, HubPlace):
            raise NotFoundError("/".join(path))
        return place

    def item_of(self, path: Path) -> tuple[HubPlace, ItemPlace] | None:
        """The innermost item in which a path stands, with its hub; None outside of items.

        Raises NotFoundError for an item that is not on the route.
        """
        if len(path) == 1:
            return None
        hub = self.hub(path[:-2])
        item = hub.item(path[-2])
        if item is None:
            raise NotFoundError("/".join(path))
        return hub, item

    @property
    def current(self) -> Path:
        """Where to go on: the first place that is not complete, () when all is."""
        return () if self.complete else self.places.path(-1)

    def following(self, path: Path) -> Path:
        """Where to go after `path`: the next place, the hub after an item, () at the end.

        Raises NotFoundError for a path that is not on the route.
        """
        if len(path) > 1:
            paths = self._item_paths(path)
            rest = paths[paths.index(path) + 1 :]
            return rest[0] if rest else path[:-2]
        index = self._index(path) + 1
        return self.places.path(index) if index < len(self.places) else ()

    def lacking(self, path: Path) -> Path:
        """What is missing once `path` is answered: first in its items; () when nothing is.

        Raises NotFoundError for an item that is not on the route.
        """
        while len(path) > 1:
            found = self.item_of(path)
            if found and not found[1].complete and found[1].current is not None:
                return found[1].current.path
            path = path[:-2]
        return self.current

    def before(self, path: Path) -> Path | None:
        """Where « Précédent » leads: the place before, the hub from an item, None at the start.

        Raises NotFoundError for a path that is not on the route.
        """
        if not path:
            return self.places.path(-1) if self.places else None
        if len(path) > 1:
            paths = self._item_paths(path)
            return paths[paths.index(path) - 1]
        index = self._index(path)
        return self.places.path(index - 1) if index else None

    def _index(self, path: Path) -> int:
        """Where a place that is not in an item stands on the route; raises NotFoundError."""
        if len(path) != 1:
            raise NotFoundError("/".join(path))
        return self.places.index_of(path[0])

    def _item_paths(self, path: Path) -> list[Path]:
        """The hub and the steps of the item in which `path` stands."""
        found = self.item_of(path)
        hub, steps = (found[0], found[1].steps) if found else (None, ())
        paths = [one.path for one in steps]
        if hub is None or path not in paths:
            raise NotFoundError("/".join(path))
        return [hub.path, *paths]

    def position(self, path: Path) -> int:
        """Which place of the route this is, from 1; raises NotFoundError."""
        return self.places.index_of(path[0]) + 1

    def total(self) -> int:
        """How many places the whole route has, as far as one can tell now."""
        last = self.places.positions[-1] if self.places else -1
        to_come = self.plan.parts[last + 1 :]
        return len(self.places) + sum(concerns(part, self.environment) for part in to_come)

    def sent(self) -> dict[str, Any]:
        """The answers that the route reaches: what a submission holds."""
        return _sent(self.places)

    def steps(self) -> Iterator[StepPlace]:
        """Every step that is open, those of items too, in order."""
        for place in self.places:
            yield from steps_in(place)

    def files(self) -> Iterator[Mapping[str, Any]]:
        """Every file among the answers reached, in order."""
        for step in self.steps():
            for one in step.visible:
                if isinstance(one.field, Files):
                    yield from step.answers.get(one.name) or ()


def is_other(before: Any, now: Any) -> bool:
    """Whether an answer kept is not what it was; two that were read apart may be the same."""
    return before is not now and (before != now or type(before) is not type(now))


def _sent(places: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for place in places:
        if isinstance(place, HubPlace):
            found[place.plan.name] = [_sent(item.steps) for item in place.items]
        elif isinstance(place, StepPlace):
            found.update(sent_by(place))
    return found
