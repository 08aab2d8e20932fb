"""Where a person stands, worked out by replaying the procedure on the answers.

Only answers that the route reaches exist for conditions, for the summary and for the
submission; the others are withdrawn: kept aside, never sent, brought back if they are
reached again.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import Any

from engine.errors import InputError, NotFoundError
from engine.expressions import NOTHING, UNKNOWN, Value
from engine.fields import Files, sent_value
from engine.journeys.computing import work_out
from engine.journeys.controls import raw_of
from engine.journeys.environment import Context, Environment, ItemRecord, value_of
from engine.journeys.items import KEY, fit, is_empty
from engine.journeys.judging import judge_field
from engine.journeys.places import HubPlace, ItemPlace, Path, Place, StepPlace
from engine.journeys.plan import SEEN, FieldPlan, GroupPlan, Plan, StepPlan

MOST_ITEMS = 50


__all__ = ["HubPlace", "ItemPlace", "Journey", "Path", "Place", "StepPlace"]


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

    def before(self, position: int, environment: Environment) -> "Route":
        """The places before a part of the procedure; simple ones are made again when asked for."""
        route = Route(self.plan, environment)
        for one, place in zip(self.positions, self.places, strict=True):
            if one >= position:
                break
            part = self.plan.parts[one]
            route.add(one, True if isinstance(part, StepPlan) and part.simple else place)
        return route

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


class Journey:
    """A person's way through a procedure, for the answers given so far."""

    def __init__(self, plan: Plan, answers: Mapping[str, Any], context: Context) -> None:
        self.plan = plan
        self.answers = answers
        self.environment = Environment(plan, answers, context)
        self.places = Route(plan, self.environment)
        self.complete = self._walk(0)

    def changed(self, answers: Mapping[str, Any]) -> "Journey":
        """The journey once some answers have changed: what is before the first one stays."""
        homes, last = self.plan.homes, len(self.plan.parts)
        position = min(
            (
                homes.get(name, 0)
                for name, answer in answers.items()
                if self.answers.get(name) is not answer
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
        journey.complete = journey._walk(position)  # noqa: SLF001 - a journey of its own
        return journey

    def _walk(self, first: int) -> bool:
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
                place = self._part(part)
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

    def _part(self, part: StepPlan | GroupPlan) -> Place:
        if isinstance(part, GroupPlan):
            return self._hub(part)
        return _step((), part, self.answers, self.environment)

    def _hub(self, plan: GroupPlan) -> HubPlace:
        stored = self.answers.get(plan.name) or []
        wanted = _number(plan.count, self.environment)
        least, most = self._bounds(plan)
        if plan.count is not None:
            items = fit(stored, min(wanted or 0, MOST_ITEMS))
        else:
            items = fit(stored, min(max(least, len(stored)), MOST_ITEMS))
        places = tuple(self._item(plan, item, position) for position, item in enumerate(items, 1))
        enough = plan.count is None or len(places) == wanted
        complete = (
            enough and least <= len(places) <= most and all(place.complete for place in places)
        )
        rows: Value = [_record(place) for place in places]
        self.environment.know(plan.name, rows)
        return HubPlace(
            (plan.name,),
            plan,
            self.environment,
            places,
            wanted,
            least,
            most,
            complete,
        )

    def _bounds(self, plan: GroupPlan) -> tuple[int, int]:
        """The least and the most items: those of the group, and of the field that counts them."""
        known = self.environment
        least = _number(plan.least, known)
        most = _number(plan.most, known)
        if plan.counted is not None:
            least = _limit(plan.counted, "min", known) if least is None else least
            most = _limit(plan.counted, "max", known) if most is None else most
        if least is None:
            least = 1 if plan.count is None else 0
        return max(0, least), MOST_ITEMS if most is None else min(most, MOST_ITEMS)

    def _item(self, plan: GroupPlan, item: Mapping[str, Any], position: int) -> ItemPlace:
        environment = self.environment.inner()
        own: dict[str, Value] = {"position": position, "key": item[KEY]}
        environment.open_item(ItemRecord(plan.group.alias, plan.names, own))
        places: list[StepPlace] = []
        concerned = 0
        for step in plan.steps:
            if places and not places[-1].complete:
                concerned += _concerns(step, environment)
                continue
            if step.when is not None and step.when(environment) is not True:
                continue
            place = _step((plan.name, item[KEY]), step, item, environment)
            if not has_vanished(place):
                concerned += 1
                places.append(place)
        complete = all(place.complete for place in places)
        return ItemPlace(
            item[KEY], position, environment, tuple(places), concerned, complete, is_empty(item)
        )

    def place(self, path: Path) -> Place:
        """The place at `path`; raises NotFoundError when it is not on the route or not open."""
        if len(path) not in {1, 3}:
            raise NotFoundError("/".join(path))
        place: Place = self.places[self.places.index_of(path[0])]
        if len(path) == 1:
            return place
        if isinstance(place, HubPlace):
            return self.item(place, path[1], path[2])
        raise NotFoundError("/".join(path))

    def item(self, hub: HubPlace, key: str, step: str) -> StepPlace:
        """A step of the item `key`; raises NotFoundError when it is not open."""
        for item in hub.items:
            if item.key == key:
                for place in item.steps:
                    if place.path[2] == step:
                        return place
        raise NotFoundError(key)

    def hub(self, name: str) -> HubPlace:
        """The hub of a group; raises NotFoundError when it is not open."""
        place = self.place((name,))
        if not isinstance(place, HubPlace):
            raise NotFoundError(name)
        return place

    @property
    def current(self) -> Path:
        """Where to go on: the first place that is not complete, () when all is."""
        return () if self.complete else self.places.path(-1)

    def following(self, path: Path) -> Path:
        """Where to go after `path`: the next place, the hub after an item, () at the end.

        Raises NotFoundError for a path that is not on the route.
        """
        if len(path) == 3:
            paths = self._item_paths(path)
            rest = paths[paths.index(path) + 1 :]
            return rest[0] if rest else path[:1]
        index = self._index(path) + 1
        return self.places.path(index) if index < len(self.places) else ()

    def lacking(self, path: Path) -> Path:
        """What is missing once `path` is answered: first in its item; () when nothing is.

        Raises NotFoundError for an item that is not on the route.
        """
        if len(path) == 3:
            for item in self.hub(path[0]).items:
                if item.key == path[1] and not item.complete and item.current is not None:
                    return item.current.path
        return self.current

    def before(self, path: Path) -> Path | None:
        """Where « Précédent » leads: the place before, the hub from an item, None at the start.

        Raises NotFoundError for a path that is not on the route.
        """
        if not path:
            return self.places.path(-1) if self.places else None
        if len(path) == 3:
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
        hub = self.hub(path[0])
        steps = [step.path for item in hub.items if item.key == path[1] for step in item.steps]
        if path not in steps:
            raise NotFoundError("/".join(path))
        return [hub.path, *steps]

    def position(self, path: Path) -> int:
        """Which place of the route this is, from 1; raises NotFoundError."""
        return self.places.index_of(path[0]) + 1

    def total(self) -> int:
        """How many places the whole route has, as far as one can tell now."""
        last = self.places.positions[-1] if self.places else -1
        to_come = self.plan.parts[last + 1 :]
        return len(self.places) + sum(_concerns(part, self.environment) for part in to_come)

    def sent(self) -> dict[str, Any]:
        """The answers that the route reaches: what a submission holds."""
        found: dict[str, Any] = {}
        for place in self.places:
            if isinstance(place, HubPlace):
                found[place.plan.name] = [dict(_sent(item.steps)) for item in place.items]
            else:
                found.update(_sent((place,)))
        return found

    def files(self) -> Iterator[Mapping[str, Any]]:
        """Every file among the answers reached, in order."""
        for place in self.places:
            steps = (
                [step for item in place.items for step in item.steps]
                if isinstance(place, HubPlace)
                else [place]
            )
            for step in steps:
                for one in step.visible:
                    if isinstance(one.field, Files):
                        yield from step.answers.get(one.name) or ()


def has_vanished(place: Place) -> bool:
    """Whether a place is a step that has nothing to ask and nothing to say: one passes over it."""
    return isinstance(place, StepPlace) and place.plan.may_vanish and not place.visible


def _concerns(part: StepPlan | GroupPlan, environment: Environment) -> bool:
    """Whether a part to come concerns the person, as far as one can tell now."""
    if part.when is not None and part.when(environment) is not True:
        return False
    if isinstance(part, GroupPlan) or not part.may_vanish:
        return True
    return any(one.when is not None and one.when(environment) is True for one in part.fields)


def _step(
    prefix: Path, plan: StepPlan, answers: Mapping[str, Any], environment: Environment
) -> StepPlace:
    """A step with the answers kept for it; what is accepted becomes known."""
    visible: set[str] = set()
    complete = all(name in answers for name in plan.required if name.startswith(SEEN))
    for one in plan.order:
        if one.when is not None and one.when(environment) is not True:
            continue
        visible.add(one.name)
        if one.compute is not None and work_out(one, environment) is not None:
            complete = False
        if not one.field.is_asked:
            continue
        answer = answers.get(one.name)
        if one.name not in answers or not _still_right(one, answer, environment):
            complete = False
        elif answer is not None:
            environment.know(one.name, value_of(one, answer, environment))
    if complete and any(check(environment) is False for check in plan.checks):
        complete = False
    shown = tuple(one for one in plan.fields if one.name in visible)
    return StepPlace((*prefix, plan.name), plan, environment, answers, complete, shown)


def _still_right(plan: FieldPlan, answer: Any, environment: Environment) -> bool:
    """Whether an answer accepted before would be accepted now."""
    if answer is None:
        return plan.field.optional
    if not plan.dynamic and (plan.options is None or not _moves(plan)):
        return not isinstance(plan.field, Files) or bool(answer)
    try:
        judge_field(plan, raw_of(plan, answer), {plan.name: answer}, environment)
    except InputError:
        return False
    return True


def _moves(plan: FieldPlan) -> bool:
    options = plan.options
    return options is not None and bool(options.table or options.rows_path or options.conditions)


def _number(closure: Any, environment: Environment) -> int | None:
    if closure is None:
        return None
    found = closure(environment)
    return found if isinstance(found, int) else None


def _limit(plan: FieldPlan, key: str, environment: Environment) -> int | None:
    """A limit of a field now, None when it has none."""
    found = plan.limits.get(key)
    return _number(dict(plan.dynamic).get(key), environment) if found is None else found


def _record(item: ItemPlace) -> dict[str, Value]:
    alias = {"position": item.position, "key": item.key}
    known = {
        one.name: item.environment.get(one.name) for step in item.steps for one in step.visible
    }
    return {**alias, **{name: value for name, value in known.items() if value is not UNKNOWN}}


def _sent(steps: tuple[StepPlace, ...]) -> Iterator[tuple[str, Any]]:
    for step in steps:
        for one in step.visible:
            if one.compute is None:
                answer = step.answers.get(one.name)
            else:
                answer = sent_value(step.environment.get(one.name), one.kind)
            if answer is not None and one.field.kind() is not NOTHING:
                yield one.name, answer
