"""A step as formulas: its fields, each after those it depends on, then its checks."""

from collections.abc import Mapping
from dataclasses import replace

from engine.analysis.logic import Formula
from engine.analysis.owner import Owner
from engine.analysis.spots import Around, Asked, Spot, Stage, spot_of
from engine.analysis.terms import Term, Truth
from engine.definitions.points import Point, dotted, ifs_in, is_point, values_chosen
from engine.expressions import NOTHING, Syntax
from engine.fields import Computed, Field, listed_in
from engine.journeys.plan import StepPlan


class StepWalk:
    """Makes the formulas of one step."""

    def __init__(self, owner: Owner, plan: StepPlan, around: Around) -> None:
        self.owner = owner
        self.plan = plan
        self.around = around
        self.names = around.names
        self.logic = owner.logic
        self.truths: list[Spot] = []
        self.shown: list[Formula] = []
        self.answered: Formula = True

    def walk(self, place: str, opened: Formula, on: Formula) -> Formula:
        """Whether the step is done."""
        logic, owner = self.logic, self.owner
        before = set(owner.points)
        for plan in self.plan.order:
            self.field(dotted(place, plan.name), plan.field, on)
        answered = logic.named(f"answered {place}", self.answered)
        # What is decided while answers are still missing is not what comes of them.
        for point in owner.points.keys() - before:
            owner.points[point] = logic.both(owner.points[point], answered)
        vanished = logic.no(logic.either(*self.shown)) if self.plan.may_vanish else False
        ready = logic.both(on, answered, logic.no(vanished))
        held = owner.checks(place, self.plan.step.checks, self.around, ready)
        done = logic.named(f"done {place}", logic.either(vanished, logic.both(answered, held)))
        for one in self.truths:
            owner.note(replace(one, settled=answered))
        if not self.around.prefix:
            owner.asked[self.plan.name] = logic.both(on, logic.no(vanished))
        owner.stages.append(
            Stage(self.plan.step, place, opened, on, done, answered, self.around.item)
        )
        return done

    def field(self, place: str, one: Field, on: Formula) -> None:
        """A field: when it is asked, its value."""
        when = self.owner.translator.truth(one.when, self.names)
        visible = self.logic.named(f"asked {place}", self.logic.both(on, when.true))
        self.shown.append(visible)
        if one.when is not None and is_point(one):
            self.truths.append(spot_of("field", place, one.when, (on, when), self.around))
        if isinstance(one, Computed):
            self.computed(place, one, visible)
        elif one.kind() is not NOTHING:
            self.question(place, one, visible)

    def computed(self, place: str, one: Computed, visible: Formula) -> None:
        """A value worked out."""
        owner = self.owner
        term = owner.translator.term(one.compute, self.names)
        self.names.found[one.name] = owner.translator.merging.under(visible, term)
        for number, (node, around) in enumerate(ifs_in(one.compute)):
            near = visible
            for outer, side in around:
                test = owner.translator.truth_of(one.compute, outer.test, self.names)
                near = self.logic.both(near, test.true if side else test.false)
            test = owner.translator.truth_of(one.compute, node.test, self.names)
            for side, formula in ((True, test.true), (False, test.false)):
                point = Point("if", place, (number, side))
                owner.points[point] = self.logic.both(near, formula)

    def question(self, place: str, one: Field, visible: Formula) -> None:
        """A question: its answer, given or not."""
        owner, logic = self.owner, self.logic
        given = logic.flag(f"given {place}")
        known = logic.named(f"known {place}", logic.both(visible, given))
        domain = owner.domains.make(place, one, owner.kind(one), known, self.names)
        offered = self.offered(place, one, visible)
        for rule in owner.domains.rules(domain, self.names, offered):
            logic.hold(logic.implies(known, rule))
        self.names.found[one.name] = domain.term
        may_omit = self.may_omit(place, one, visible)
        self.answered = logic.both(self.answered, logic.either(logic.no(visible), given, may_omit))
        asked = Asked(
            place, one, self.plan.step, visible, known, may_omit, domain, self.names, offered,
            listed_in(one.choices), self.around.item,
        )  # fmt: skip
        owner.fields.append(asked)
        self.chosen(asked)

    def offered(self, place: str, one: Field, visible: Formula) -> Mapping[str, Formula]:
        """Whether each option that has a condition is offered."""
        found: dict[str, Formula] = {}
        for option in listed_in(one.choices):
            if option.when is None:
                continue
            truth = self.owner.translator.truth(option.when, self.names)
            at = f"{place}={option.value}"
            spot = spot_of("option", at, option.when, (visible, truth), self.around)
            self.truths.append(spot)
            found[option.value] = self.logic.named(f"offered {place}={option.value}", truth.true)
        return found

    def may_omit(self, place: str, one: Field, visible: Formula) -> Formula:
        """Whether the field may be left empty."""
        if not isinstance(one.optional, Syntax):
            return one.optional
        truth = self.owner.translator.truth(one.optional, self.names)
        points = self.owner.points
        points[Point("optional", place, True)] = self.logic.both(visible, truth.true)
        no = self.logic.no(truth.true)
        points[Point("optional", place, False)] = self.logic.both(visible, no)
        return truth.true

    def chosen(self, asked: Asked) -> None:
        """The points of the options."""
        term: Term = asked.domain.term
        for value in values_chosen(asked.field):
            point = Point("option", asked.place, value)
            if isinstance(value, bool) and isinstance(term, Truth):
                self.owner.points[point] = term.true if value else term.false
            elif isinstance(value, str) and value in asked.domain.options:
                flag = asked.domain.options[value]
                self.owner.points[point] = self.logic.both(asked.known, flag)
