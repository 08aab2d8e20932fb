"""The points of a procedure that a way goes through."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from engine.definitions import Part, Point, Section
from engine.definitions.points import (
    PROCEDURE,
    Kind,
    conditions_around,
    dotted,
    ifs_in,
    is_point,
    values_chosen,
)
from engine.expressions import UNKNOWN, Syntax, Value, compiled
from engine.expressions.compile import Bound, closure
from engine.expressions.tables import TABLES, Tables
from engine.fields import Computed, Grid
from engine.journeys import (
    Environment,
    ExitPlan,
    FieldPlan,
    GroupPlan,
    HubPlace,
    ItemPlace,
    PartPlan,
    Place,
    StepPlace,
    StepPlan,
)
from engine.journeys.environment import cells_of
from engine.journeys.plan import Closure
from engine.proving.walking import Walked


def points_seen(walked: Walked) -> frozenset[Point]:
    """The points that a way goes through, as far as it goes."""
    return frozenset(_Seen(walked).points())


class _Seen:
    """Looks at a way again, from its beginning to where it stops."""

    def __init__(self, walked: Walked) -> None:
        self.journey = walked.journey
        self.stop = walked.stop

    def points(self) -> Iterator[Point]:
        """All of them, some more than once."""
        plan, known = self.journey.plan, self.journey.environment
        places = {one.path[-1]: one for one in self.journey.places}
        reached = len(plan.parts)
        if not self.journey.complete:
            reached = self.journey.places.positions[-1] + 1
        yield from self.parts((), plan.parts[:reached], places, known)
        if not self.journey.complete:
            return
        yield from checks(PROCEDURE, plan.checks, known)
        for place, when in conditions_around(plan.procedure):
            if when is not None:
                yield Point("when", place, compiled(when)(known) is True)

    def parts(
        self,
        prefix: Sequence[str],
        parts: Iterable[PartPlan],
        places: Mapping[str, Place],
        known: Environment,
    ) -> Iterator[Point]:
        """What is seen of parts that one comes to, one after the other."""
        for plan in parts:
            part = part_of(plan)
            around = list(self.conditions(prefix, part, known))
            yield from around
            if any(one.value is False for one in around):
                continue
            place = places.get(plan.name)
            here = (*prefix, plan.name)
            if isinstance(plan, StepPlan):
                yield from self.step(here, plan, place, known)
            elif isinstance(place, HubPlace):
                yield from self.group(here, place)

    def conditions(
        self, prefix: Sequence[str], part: Part | Section, known: Environment
    ) -> Iterator[Point]:
        """How the conditions around a part turn out, the outermost first, then its own."""
        for one in (*part.sections, part):
            if one.when is None:
                continue
            holds = compiled(one.when)(known) is True
            yield Point("when", dotted(*prefix, one.name), holds)
            if not holds:
                return

    def group(self, prefix: Sequence[str], hub: HubPlace) -> Iterator[Point]:
        """What is seen of the items of a group, and of what must hold between them."""
        for item in hub.items:
            places = {one.path[-1]: one for one in item.steps}
            yield from self.parts(prefix, looked_at(hub.plan, item), places, item.environment)
        if all(one.complete for one in hub.items):
            yield from checks(dotted(*prefix), hub.plan.checks, hub.environment)
        driven = hub.plan.group.driven
        if driven is not None:
            place = dotted(*prefix, driven.name)
            if len(hub.items) > max(hub.least, 1):
                yield Point("option", place, True)
            if hub.complete:
                yield Point("option", place, False)

    def step(
        self, prefix: Sequence[str], plan: StepPlan, place: Place | None, known: Environment
    ) -> Iterator[Point]:
        """What is seen of a step, as it was answered last."""
        answers: Mapping[str, Any] = {}
        visible: Iterable[str] = ()
        is_settled = True
        if isinstance(place, StepPlace):
            known, answers = place.environment, place.answers
            visible = [one.name for one in place.visible]
            judged = self.stop.judged if self.stop and self.stop.path == place.path else None
            if judged is not None:
                known, visible = judged.environment, judged.visible
                answers, is_settled = judged.answers, False
        for one in plan.fields:
            if is_point(one.field) and one.when is not None:
                decided = one.when(known)
                if is_settled or decided is not UNKNOWN:
                    yield Point("when", dotted(*prefix, one.name), one.name in visible)
            if one.name in visible:
                yield from seen_of(dotted(*prefix, one.name), one, answers.get(one.name), known)
        if isinstance(place, StepPlace):
            yield from checks(dotted(*prefix), plan.checks, known)


def part_of(plan: PartPlan) -> Part:
    """The part behind a plan."""
    if isinstance(plan, ExitPlan):
        return plan.exit
    return plan.group if isinstance(plan, GroupPlan) else plan.step


def looked_at(plan: GroupPlan, item: ItemPlace) -> Sequence[StepPlan | GroupPlan]:
    """The steps of an item up to the first that is not complete."""
    if item.complete or not item.steps:
        return plan.steps
    last = item.steps[-1].path[-1]
    names = [one.name for one in plan.steps]
    return plan.steps[: names.index(last) + 1]


def checks(place: str, closures: Iterable[Closure], known: Environment) -> Iterator[Point]:
    """How what must hold turns out; what is unknown is not seen."""
    for number, check in enumerate(closures):
        found = check(known)
        if isinstance(found, bool):
            yield Point("check", f"{place}.checks[{number}]", found)


def seen_of(place: str, plan: FieldPlan, answer: Any, known: Environment) -> Iterator[Point]:
    """What is seen of a field that concerns the person."""
    if isinstance(plan.field.optional, Syntax):
        yield Point("optional", place, plan.is_optional(known))
    conditions = plan.options.conditions if plan.options and plan.options.conditions else {}
    for value, condition in conditions.items():
        yield Point("when", f"{place}={value}", condition(known) is True)
    possible = values_chosen(plan.field)
    for chosen in answer if isinstance(answer, list) and not plan.columns else [answer]:
        if isinstance(chosen, (str, bool)) and chosen in possible:
            yield Point("option", place, chosen)
    if isinstance(plan.field, Computed):
        tables: Any = Tables(known.plan.tables, {})
        yield from ifs_seen(place, plan.field.compute, Bound(known, TABLES, tables))
    if isinstance(plan.field, Grid) and answer is not None:
        yield from rows_seen(place, plan, plan.field, answer, known)


def rows_seen(
    place: str, plan: FieldPlan, grid: Grid, answer: Any, known: Environment
) -> Iterator[Point]:
    """What is seen of the cells of rows."""
    for row in grid.rows_of(answer):
        here = known.inner(**cells_of(plan, row, known))
        for column in plan.columns:
            yield from seen_of(f"{place}.{column.name}", column, row.get(column.name), here)


def ifs_seen(place: str, syntax: Syntax, known: Mapping[str, Value]) -> Iterator[Point]:
    """How the conditions of an expression turn out, those that are come to."""
    kind: Kind = "if"
    for number, (node, around) in enumerate(ifs_in(syntax)):
        is_met = all(closure(one.test)(known) is wanted for one, wanted in around)
        found = closure(node.test)(known) if is_met else UNKNOWN
        if isinstance(found, bool):
            yield Point(kind, place, (number, found))


__all__ = ["points_seen"]
