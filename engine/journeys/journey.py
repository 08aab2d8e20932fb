"""Where a person stands, worked out by replaying the procedure on the answers.

Only answers that the route reaches exist for conditions, for the summary and for the
submission; the others are withdrawn: kept aside, never sent, brought back if they are
reached again.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.errors import InputError, NotFoundError
from engine.expressions import NOTHING, UNKNOWN, Value
from engine.fields import Files
from engine.journeys.controls import raw_of
from engine.journeys.environment import Context, Environment, ItemRecord, value_of
from engine.journeys.items import KEY, fit, is_empty
from engine.journeys.judging import judge_field
from engine.journeys.places import HubPlace, ItemPlace, Path, Place, StepPlace
from engine.journeys.plan import SEEN, FieldPlan, GroupPlan, Plan, StepPlan

MOST_ITEMS = 50


__all__ = ["HubPlace", "ItemPlace", "Journey", "Path", "Place", "StepPlace"]


class Journey:
    """A person's way through a procedure, for the answers given so far."""

    def __init__(self, plan: Plan, answers: Mapping[str, Any], context: Context) -> None:
        self.plan = plan
        self.answers = answers
        self.environment = Environment(plan, answers, context)
        self.places: list[Place] = []
        self.complete = False
        self._walk()

    def _walk(self) -> None:
        environment = self.environment
        for index, part in enumerate(self.plan.parts):
            if part.when is not None and part.when(environment) is not True:
                continue
            place: Place
            if isinstance(part, GroupPlan):
                place = self._hub(part)
            elif part.simple and part.required <= self.answers.keys():
                environment.reached.add(index)
                place = StepPlace((part.name,), part, environment, self.answers, True, part.fields)
            else:
                place = _step((), part, self.answers, environment)
            self.places.append(place)
            if not place.complete:
                return
        self.complete = True

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
            if step.when is not None and step.when(environment) is not True:
                continue
            concerned += 1
            if places and not places[-1].complete:
                continue
            place = _step((plan.name, item[KEY]), step, item, environment)
            places.append(place)
        complete = all(place.complete for place in places)
        return ItemPlace(
            item[KEY], position, environment, tuple(places), concerned, complete, is_empty(item)
        )

    def place(self, path: Path) -> Place:
        """The place at `path`; raises NotFoundError when it is not on the route or not open."""
        for place in self.places:
            if place.path == path:
                return place
            if isinstance(place, HubPlace) and place.path == path[:1] and len(path) == 3:
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
        return () if self.complete else self.places[-1].path

    def following(self, path: Path) -> Path:
        """Where to go after `path`: the next place, the hub after an item, () at the end.

        Raises NotFoundError for a path that is not on the route.
        """
        paths = self._run(path)
        rest = paths[paths.index(path) + 1 :]
        if rest:
            return rest[0]
        return path[:1] if len(path) == 3 else ()

    def before(self, path: Path) -> Path | None:
        """Where « Précédent » leads: the place before, the hub from an item, None at the start.

        Raises NotFoundError for a path that is not on the route.
        """
        if not path:
            return self.places[-1].path if self.places else None
        paths = self._run(path)
        position = paths.index(path)
        return paths[position - 1] if position else None

    def _run(self, path: Path) -> list[Path]:
        """The paths among which `path` stands: those of the route, or of its item after its hub."""
        paths = [place.path for place in self.places]
        if len(path) == 3:
            hub = self.hub(path[0])
            steps = [step.path for item in hub.items if item.key == path[1] for step in item.steps]
            paths = [hub.path, *steps]
        if path not in paths:
            raise NotFoundError("/".join(path))
        return paths

    def total(self) -> int:
        """How many places the whole route has, as far as one can tell now."""
        passed = {place.path[0] for place in self.places}
        return sum(
            part.name in passed or part.when is None or part.when(self.environment) is True
            for part in self.plan.parts
        )

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
        if one.field.kind() is NOTHING:
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
            answer = step.answers.get(one.name)
            if answer is not None and one.field.kind() is not NOTHING:
                yield one.name, answer
