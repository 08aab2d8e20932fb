"""Everything that can be answered to a small procedure is answered, on the engine that persons use.

What a solver says of a procedure is compared with what was seen here. Two ways that stand at the
same part, with the same values for all that the rest of the text names, go on alike: one is walked.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from engine.definitions import Library, Procedure, Section, read_definition
from engine.definitions.library import EMPTY_PROFILE
from engine.definitions.points import Point, dotted, ifs_in, values_chosen
from engine.errors import InputError
from engine.expressions import UNKNOWN
from engine.expressions.compile import closure
from engine.fields import Computed
from engine.journeys import (
    KEY,
    Context,
    Environment,
    ExitPlan,
    FieldPlan,
    GroupPlan,
    HubPlace,
    Journey,
    Path,
    Plan,
    StepPlace,
    StepPlan,
    judge,
    judge_field,
    plan_of,
    raw_of,
)
from engine.journeys.changing import with_answers
from engine.journeys.computing import work_out
from engine.journeys.environment import value_of
from tests.analysis.small import Small

LIBRARY = Library({}, {}, {}, EMPTY_PROFILE, ())
CONTEXT = Context(today=date(2026, 3, 10))
NAMES = re.compile(r"[a-z][a-z_0-9]*")
Raw = dict[str, list[str]]


def read(small: Small) -> Procedure:
    """The procedure, read as every other one."""
    procedure = read_definition("small.yaml", small.text.encode()).procedure
    assert procedure is not None
    return procedure


@dataclass
class Enumeration:
    """All that was seen of a procedure once everything was tried.

    `reached` are the parts that somebody was on, `accepted` the steps that somebody went on from,
    `sendable` whether somebody could send.
    """

    small: Small
    procedure: Procedure
    points: set[Point] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)
    accepted: set[str] = field(default_factory=set)
    sendable: bool = False
    tries: int = 0
    done: set[object] = field(default_factory=set)

    @cached_property
    def plan(self) -> Plan:
        """The plan of the procedure."""
        return plan_of(self.procedure, LIBRARY)

    @cached_property
    def live(self) -> list[frozenset[str]]:
        """The words that the text has from each part on."""
        found = []
        for part, rest in zip(self.procedure.parts, self.small.rest, strict=False):
            size = sum(1 for _ in flat(part))
            found += [frozenset(NAMES.findall(rest))] * size
        return [*found, frozenset(NAMES.findall(self.small.rest[-1]))]

    def see(self, kind: Any, place: str, value: Any) -> None:
        """Keep what was seen."""
        self.points.add(Point(kind, place, value))

    # --- the way -------------------------------------------------------------------------------

    def walk(self, journey: Journey, index: int = 0) -> None:
        """Go on from a part in all ways."""
        state = (index, self.state(journey, index))
        if state in self.done:
            return
        self.done.add(state)
        if index == len(self.plan.parts):
            self.end(journey)
            return
        part, known = self.plan.parts[index], journey.environment
        if not self.opens(part, known):
            self.walk(journey, index + 1)
        elif isinstance(part, ExitPlan):
            self.reached.add(part.name)
        elif isinstance(part, GroupPlan):
            self.reached.add(part.name)
            for sized in self.sized(journey, part):
                self.fill(sized, part, index)
        else:
            self.step(journey, part, index)

    def state(self, journey: Journey, index: int, group: str = "") -> object:
        """All that the rest may depend on, but for the items of a group."""
        known, live = journey.environment, self.live[index] - {group}
        values = {name: frozen(known.get(name)) for name in live if known.get(name) is not UNKNOWN}
        asked = frozenset(known.asked) if "asked" in live else None
        return frozenset(values.items()), asked

    def opens(self, part: Any, known: Environment) -> bool:
        """Whether the conditions of a part and of its sections hold; each is seen."""
        for one in (*part.sections, self.source(part)):
            if one.when is not None:
                holds = closure(one.when.tree)(known) is True
                self.see("when", one.name, holds)
                if not holds:
                    return False
        return True

    def source(self, part: Any) -> Any:
        """The part of the procedure that a plan is of."""
        return next(one for one in self.procedure.steps if one.name == part.name)

    def end(self, journey: Journey) -> None:
        """Everything is answered."""
        assert journey.complete
        for number, check in enumerate(self.plan.checks):
            self.checked("procedure", number, check(journey.environment))
        self.sendable = self.sendable or not journey.failed()

    def checked(self, place: str, number: int, value: object) -> None:
        """A check was looked at."""
        if isinstance(value, bool):
            self.see("check", f"{place}.checks[{number}]", value)

    # --- steps ---------------------------------------------------------------------------------

    def step(self, journey: Journey, plan: StepPlan, index: int) -> None:
        """Try everything at a step, and go on from what is accepted."""
        if self.vanishes((), plan, journey.environment):
            self.walk(journey, index + 1)
            return
        place = journey.place((plan.name,))
        assert isinstance(place, StepPlace)
        self.reached.add(plan.name)
        for answers in self.accepts((), place):
            self.accepted.add(plan.name)
            self.walk(journey.changed(with_answers(journey, place.path, answers)), index + 1)

    def vanishes(self, prefix: Path, plan: StepPlan, known: Environment) -> bool:
        """Whether a step has nothing to show; then its conditions are seen to be closed."""
        if not plan.may_vanish or any(one.when(known) is True for one in plan.fields if one.when):
            return False
        for one in plan.fields:
            self.see("when", dotted(*prefix, plan.name, one.name), False)
        return True

    def accepts(self, prefix: Path, place: StepPlace) -> Iterator[Mapping[str, Any]]:
        """What is accepted at a step, of all that is tried there."""
        here = place.environment.inner(**dict.fromkeys(place.plan.by_name, UNKNOWN))
        for raw in self.typed(place.plan.order, here, {}):
            self.tries += 1
            judged = judge(place.plan, raw, {}, place.environment)
            self.tried((*prefix, place.plan.name), place.plan, judged.environment, judged.answers)
            if not judged.errors:
                yield judged.answers

    def typed(self, order: tuple[FieldPlan, ...], here: Environment, raw: Raw) -> Iterator[Raw]:
        """All that can be typed, each answer being one that its field takes."""
        if not order:
            yield dict(raw)
            return
        one, rest = order[0], order[1:]
        if one.when is not None and one.when(here) is not True:
            yield from self.typed(rest, here, raw)
            return
        work_out(one, here)
        if not one.field.is_asked:
            yield from self.typed(rest, here, raw)
            return
        for answer in (None, *self.small.domains[one.name]):
            texts = raw_of(one, answer)
            try:
                found = judge_field(one, texts, {}, here)
            except InputError:
                continue
            value = UNKNOWN if found is None else value_of(one, found, here)
            after = here.inner(**{one.name: value})
            yield from self.typed(rest, after, {**raw, **texts})

    def tried(
        self, names: Path, plan: StepPlan, here: Environment, answers: Mapping[str, Any]
    ) -> None:
        """See what a try at a step decides."""
        for one in plan.fields:
            place, source = dotted(*names, one.name), one.field
            opens = one.when is None or one.when(here) is True
            if one.when is not None:
                self.see("when", place, opens)
            if opens:
                self.asked(place, one, here)
                chosen = answers.get(one.name)
                for value in chosen if isinstance(chosen, list) else [chosen]:
                    if value in values_chosen(source):
                        self.see("option", place, value)
        for number, check in enumerate(plan.checks):
            self.checked(dotted(*names), number, check(here))

    def asked(self, place: str, plan: FieldPlan, here: Environment) -> None:
        """See what is decided of a field that is asked."""
        if plan.may_omit is not None:
            self.see("optional", place, plan.may_omit(here) is True)
        conditions = plan.options.conditions if plan.options is not None else ()
        for value in conditions or ():
            self.see("when", f"{place}={value}", conditions[value](here) is True)
        if not isinstance(plan.field, Computed):
            return
        for number, (node, around) in enumerate(ifs_in(plan.field.compute)):
            if all(closure(one.test)(here) is wanted for one, wanted in around):
                value = closure(node.test)(here)
                if isinstance(value, bool):
                    self.see("if", place, (number, value))

    # --- groups --------------------------------------------------------------------------------

    def sized(self, journey: Journey, plan: GroupPlan) -> Iterator[Journey]:
        """The group with every number of items that it may have."""
        hub = journey.hub(plan.name)
        if plan.count is not None:
            yield journey
            return
        for number in range(hub.least, hub.most + 1):
            items = [{KEY: str(key)} for key in range(1, number + 1)]
            yield journey.changed({**journey.answers, plan.name: items})

    def fill(self, journey: Journey, plan: GroupPlan, index: int) -> None:
        """Answer the items in all ways, one step after the other."""
        hub = journey.hub(plan.name)
        place = next((one.current for one in hub.items if not one.complete), None)
        for item in hub.items:
            self.inside(plan, item.environment, None if item.complete else item.current)
        state = (index, self.state(journey, index, hub.plan.name), self.items(hub, index))
        if state in self.done:
            return
        self.done.add(state)
        if place is None:
            self.filled(journey, hub, index)
            return
        assert isinstance(place, StepPlace)
        self.reached.add(dotted(plan.name, place.plan.name))
        for answers in self.accepts((plan.name,), place):
            self.accepted.add(dotted(plan.name, place.plan.name))
            self.fill(journey.changed(with_answers(journey, place.path, answers)), plan, index)

    def items(self, hub: HubPlace, index: int) -> object:
        """All that the rest of a group, and what follows it, may depend on."""
        checks = " ".join(one.check.text for one in hub.plan.group.checks)
        live = self.live[index + 1] | frozenset(NAMES.findall(checks))
        return tuple(
            frozen({name: value for name, value in one.record.items() if name in live})
            if one.complete
            else frozen(one.stored)
            for one in hub.items
        )

    def inside(self, plan: GroupPlan, known: Environment, place: Any) -> None:
        """See the conditions of the steps of an item, up to where one stands."""
        for one in plan.steps:
            assert isinstance(one, StepPlan)
            if place is not None and one.name == place.plan.name:
                if one.when is not None:
                    self.see("when", dotted(plan.name, one.name), True)
                return
            opens = one.when is None or one.when(known) is True
            if one.when is not None:
                self.see("when", dotted(plan.name, one.name), opens)
            # A step that has no question for this item is gone past by itself.
            if opens and not self.vanishes((plan.name,), one, known) and not one.required:
                self.tried((plan.name, one.name), one, known, {})
                self.accepted.add(dotted(plan.name, one.name))

    def filled(self, journey: Journey, hub: HubPlace, index: int) -> None:
        """All items are answered: the checks of the group are looked at."""
        enough = hub.wanted is None if hub.plan.count is None else hub.wanted == len(hub.items)
        if enough and hub.least <= len(hub.items) <= hub.most:
            for number, check in enumerate(hub.plan.checks):
                self.checked(hub.plan.name, number, check(journey.environment))
        if hub.complete:
            self.accepted.add(hub.plan.name)
            self.walk(journey, index + 1)


def flat(part: Any) -> Iterator[Any]:
    """The parts that a part of the text is made of."""
    if isinstance(part, Section):
        for one in part.parts:
            yield from flat(one)
    else:
        yield part


def frozen(value: Any) -> object:
    """A value that can be compared and kept."""
    if isinstance(value, Mapping):
        return frozenset((name, frozen(value[name])) for name in value)
    if isinstance(value, (list, tuple)):
        return tuple(frozen(one) for one in value)
    return type(value).__name__, str(value)


def enumerated(small: Small) -> Enumeration:
    """A procedure of which everything was tried."""
    found = Enumeration(small, read(small))
    found.walk(Journey(found.plan, {}, CONTEXT))
    return found
