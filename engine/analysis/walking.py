"""A procedure as formulas: which parts are on the route, which fields are asked, what is accepted.

The formulas speak of one moment of one person's way, whatever it is: the answers given so far. A
part is *open* when all before it is accepted, *on* the route when its conditions hold too, *done*
when it is accepted. Nothing is looked at after a part that is on the route and not done.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence

from engine.analysis.codes import Codes
from engine.analysis.domains import Domains
from engine.analysis.free import Free
from engine.analysis.groups import GroupWalk
from engine.analysis.logic import Formula, Logic
from engine.analysis.spots import Around, Asked, Counted, Spot, Stage, What, spot_of
from engine.analysis.steps import StepWalk
from engine.analysis.terms import Record, Term, Truth
from engine.analysis.translating import Names, Translator, constant_of
from engine.definitions import (
    Check,
    Group,
    Library,
    Part,
    Procedure,
    Section,
    Step,
    base_names,
    computed_kinds,
    places_of,
)
from engine.definitions.points import PROCEDURE, Point, conditions_around, dotted
from engine.definitions.scopes import field_type
from engine.expressions import Type
from engine.expressions.types import columns_of
from engine.fields import Computed, Field
from engine.journeys import plan_of
from engine.journeys.plan import ExitPlan, GroupPlan, PartPlan, StepPlan


class Walk:
    """Goes through a procedure, and keeps what its formulas are about."""

    def __init__(self, procedure: Procedure, library: Library) -> None:
        self.procedure = procedure
        self.library = library
        self.logic = Logic()
        self.free = Free(self.logic, Codes())
        scopes = {id(one.syntax): one.scope for one in places_of(procedure, library)}
        self.translator = Translator(self.free, scopes)
        self.domains = Domains(self.free, self.translator)
        self.kinds = computed_kinds(procedure, library)
        self.points: dict[Point, Formula] = {}
        self.spots: list[Spot] = []
        self.stages: list[Stage] = []
        self.fields: list[Asked] = []
        self.groups: list[Counted] = []
        self.asked: dict[str, Formula] = {}
        self.names = Names(self._base(), "", self.asked)
        around = Around((), self.names)
        self.plan = plan_of(procedure, library)
        self.end = self.parts(self.plan.parts, around, opened=True)
        held = self.checks(PROCEDURE, procedure.checks, around, self.end)
        self.sent = self.logic.named("sent", self.logic.both(self.end, held))
        for place, when in conditions_around(procedure):
            if when is not None:
                self.both_ways(place, self.translator.truth(when, self.names), self.sent)

    def _base(self) -> dict[str, Term]:
        """What is known before any answer: free values, which only have a type."""
        found: dict[str, Term] = {}
        for name, kind in base_names(self.procedure, self.library).items():
            known: Formula = self.logic.flag("latest?") if name == "latest" else True
            found[name] = self.free.term(name, known, kind)
            if name == "parameters":
                found[name] = Record(known, self.free.sure_columns(name, columns_of(kind)))
        return found

    def given(self) -> Iterator[Formula]:
        """That each parameter is what the procedure says, or the site."""
        values = self.plan.constants["parameters"]
        for name, term in self.free.records.get("parameters", {}).items():
            value = values.get(name) if isinstance(values, Mapping) else None
            same = self.translator.comparing.compare(ast.Eq, term, constant_of(value))
            if same is not None:
                yield same.true

    def kind(self, field: Field) -> Type:
        """The type of a field's answer, or of its value."""
        if isinstance(field, Computed):
            return self.kinds[field.name]
        return field_type(field, self.library)

    def parts(self, parts: Iterable[PartPlan], around: Around, *, opened: Formula) -> Formula:
        """Parts one after the other; whether all of them are done."""
        seen: dict[str, Truth] = {}
        for plan in parts:
            part = part_of(plan)
            within = self.within(part.sections, around, opened, seen)
            place = dotted(*around.prefix, part.name)
            on = within
            if part.when is not None:
                truth = self.translator.truth(part.when, around.names)
                self.note(spot_of(what_of(part), place, part.when, (within, truth), around))
                on = self.logic.both(within, truth.true)
            on = self.logic.named(f"on {place}", on)
            done = self.part(plan, place, around, opened, on)
            passed = self.logic.either(self.logic.no(on), done)
            opened = self.logic.named(f"after {place}", self.logic.both(opened, passed))
        return opened

    def within(
        self,
        sections: Sequence[Section],
        around: Around,
        opened: Formula,
        seen: dict[str, Truth],
    ) -> Formula:
        """Whether the sections around a part are on the route."""
        within = opened
        for section in sections:
            if section.when is None:
                continue
            if section.name not in seen:
                truth = self.translator.truth(section.when, around.names)
                seen[section.name] = truth
                place = dotted(*around.prefix, section.name)
                self.note(spot_of("section", place, section.when, (within, truth), around))
            within = self.logic.both(within, seen[section.name].true)
        return within

    def part(
        self, plan: PartPlan, place: str, around: Around, opened: Formula, on: Formula
    ) -> Formula:
        """A step, a group or an exit; whether it is done."""
        if isinstance(plan, ExitPlan):
            self.stages.append(Stage(plan.exit, place, opened, on, False, item=around.item))
            return False
        if isinstance(plan, GroupPlan):
            return GroupWalk(self, plan, around).walk(place, opened, on)
        return StepWalk(self, plan, around).walk(place, opened, on)

    def note(self, spot: Spot) -> None:
        """Keep a condition, with its two points."""
        self.spots.append(spot)
        self.both_ways(spot.place, spot.truth, spot.around, spot.settled)

    def both_ways(self, place: str, truth: Truth, around: Formula, settled: Formula = True) -> None:
        """The two points of a condition."""
        held = self.logic.both(around, settled, truth.true)
        closed = self.logic.both(around, settled, self.logic.no(truth.true))
        self.points[Point("when", place, True)] = held
        self.points[Point("when", place, False)] = closed

    def checks(
        self, place: str, checks: Sequence[Check], around: Around, ready: Formula
    ) -> Formula:
        """What must hold between answers; whether none of it fails."""
        held: Formula = True
        for number, check in enumerate(checks):
            truth = self.translator.truth(check.check, around.names)
            name = f"{place}.checks[{number}]"
            self.spots.append(spot_of("check", name, check.check, (ready, truth), around))
            self.points[Point("check", name, True)] = self.logic.both(ready, truth.true)
            self.points[Point("check", name, False)] = self.logic.both(ready, truth.false)
            held = self.logic.both(held, self.logic.no(truth.false))
        return held


def part_of(plan: PartPlan) -> Part:
    """The part that a plan is of."""
    if isinstance(plan, StepPlan):
        return plan.step
    return plan.group if isinstance(plan, GroupPlan) else plan.exit


def what_of(part: Part) -> What:
    """What a part is."""
    if isinstance(part, Group):
        return "group"
    return "step" if isinstance(part, Step) else "exit"
