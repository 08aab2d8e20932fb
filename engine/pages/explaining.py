"""A way explained: why each step, question and option is there or not, what each value comes from.

The lines follow the text of the procedure; the same sentences are read on the pages.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from engine.definitions import Check, Exit, Group, Step, conditions_of
from engine.expressions import Syntax, compiled
from engine.fields import Option, listed_in
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.journeys import Environment, FieldPlan, HubPlace, Journey, Place, StepPlace
from engine.journeys.plan import Closure, PartPlan
from engine.pages.amounts import Amount, amount_of
from engine.pages.messages import label_text
from engine.pages.sections import shown_answer
from engine.pages.why import reasons_of

State = Literal["shown", "hidden", "later", "held", "failed", "unknown"]
HELD: dict[Any, State] = {True: "held", False: "failed"}
VANISHED = _("nothing in it is asked")


@dataclass(frozen=True)
class Line:
    """Something of a procedure: whether it is there, and why.

    `kind` is step, group, item, exit, field, option or check; `place` its dotted name; `level` how
    deep it stands. `reason` says what decides its condition, "" when it has none; `value` is the
    answer as people read it; `amount` says how a value was worked out.
    """

    kind: str
    place: str
    label: str
    state: State
    level: int
    reason: str = ""
    value: str = ""
    amount: Amount | None = None


def explained(journey: Journey) -> tuple[Line, ...]:
    """Everything that a procedure holds, for the answers of a journey."""
    return tuple(Explaining(journey).lines())


class Explaining:
    """Goes through a procedure beside the way of a person."""

    def __init__(self, journey: Journey) -> None:
        self.journey = journey
        self.language = journey.environment.context.language

    def lines(self) -> Iterator[Line]:
        """Every part, in the order of the text; then the checks of the whole."""
        places = {place.path[0]: place for place in self.journey.places}
        yield from self.parts(
            self.journey.plan.parts, places, (), self.journey.environment, self.journey.complete
        )
        procedure = self.journey.plan.procedure
        checks = zip(procedure.checks, self.journey.plan.checks, strict=True)
        yield from self.checks(checks, ("procedure",), self.journey.environment, 0)

    def parts(
        self,
        parts: Sequence[PartPlan],
        places: dict[str, Any],
        around: tuple[str, ...],
        known: Environment,
        complete: bool,
    ) -> Iterator[Line]:
        """The parts of a procedure or of an item: on the way, passed over, or still to come."""
        reached = [number for number, part in enumerate(parts) if part.name in places]
        last = len(parts) if complete else max(reached, default=-1)
        for number, part in enumerate(parts):
            place = places.get(part.name)
            if place is not None:
                yield from self.place(place, around)
            else:
                yield self.absent(part, around, known, is_later=number > last)

    def absent(
        self, part: PartPlan, around: tuple[str, ...], known: Environment, *, is_later: bool
    ) -> Line:
        """A part that is not on the way, or not yet."""
        record = record_of(part)
        kind, place = type(record).__name__.lower(), dotted(*around, part.name)
        label, level = record.title.render(known, self.language), 2 * len(around)
        if is_later:
            return Line(kind, place, label, "later", level)
        conditions = conditions_of(record)
        holds = part.when is None or part.when(known) is True
        reason = (
            gettext(self.language, VANISHED)
            if holds
            else reasons_of(closed_among(conditions, known), known, self.language)
        )
        return Line(kind, place, label, "hidden", level, reason)

    def place(self, place: Place, around: tuple[str, ...]) -> Iterator[Line]:
        """A part on the way, with what it holds."""
        record = record_of(place.plan)
        here, level = (*around, record.name), 2 * len(around)
        reason = self.reason(conditions_of(record), place.environment)
        title = record.title.render(place.environment, self.language)
        kind = type(record).__name__.lower()
        yield Line(kind, dotted(*here), title, "shown", level, reason)
        if isinstance(place, StepPlace):
            yield from self.fields(place, here, level + 1)
        if isinstance(place, HubPlace):
            for item in place.items:
                name = record.item if isinstance(record, Group) else None
                label = name.render(item.environment, self.language) if name else record.name
                where = f"{dotted(*here)}[{item.position}]"
                yield Line("item", where, label, "shown", level + 1)
                places = {one.path[-1]: one for one in item.steps}
                yield from self.parts(
                    place.plan.steps, places, here, item.environment, item.complete
                )
            checks = zip(record_checks(record), place.plan.checks, strict=True)
            yield from self.checks(checks, here, place.environment, level + 1)

    def fields(self, place: StepPlace, here: tuple[str, ...], level: int) -> Iterator[Line]:
        """The questions of a step, its values that are worked out, its checks."""
        visible = {one.name for one in place.visible}
        for one in place.plan.fields:
            yield from self.field(one, place, here, level, is_shown=one.name in visible)
        checks = zip(place.plan.step.checks, place.plan.checks, strict=True)
        yield from self.checks(checks, here, place.environment, level)

    def field(
        self, one: FieldPlan, place: StepPlace, here: tuple[str, ...], level: int, *, is_shown: bool
    ) -> Iterator[Line]:
        """A question, with its options that have a condition."""
        known, where = place.environment, dotted(*here, one.name)
        conditions = (one.field.when,) if one.field.when is not None else ()
        label, reason = label_text(one.field, known, self.language), self.reason(conditions, known)
        if not is_shown:
            yield Line("field", where, label, "hidden", level, reason)
            return
        amount = amount_of(one, known, self.language)
        value = amount.shown if amount else self.value(one, place)
        yield Line("field", where, label, "shown", level, reason, value, amount)
        for option in listed_in(one.field.choices):
            if option.when is not None:
                yield self.option(option, option.when, one, where, known, level + 1)

    def option(
        self,
        option: Option,
        when: Syntax,
        one: FieldPlan,
        where: str,
        known: Environment,
        level: int,
    ) -> Line:
        """An option that is offered under a condition."""
        conditions = one.options.conditions if one.options else {}
        holds = conditions[option.value](known) is True
        label = option.label.render(known, self.language)
        state: State = "shown" if holds else "hidden"
        place = f"{where}={option.value}"
        return Line("option", place, label, state, level, self.reason((when,), known))

    def value(self, one: FieldPlan, place: StepPlace) -> str:
        """An answer as people read it; that to a secret is never told."""
        answer = place.answers.get(one.name)
        if answer is None or not one.field.is_asked:
            return ""
        if one.field.is_secret:
            return "•••"
        value = place.environment.get(one.name, answer)
        return shown_answer(one, answer, value, self.language)

    def checks(
        self,
        checks: Iterable[tuple[Check, Closure]],
        here: tuple[str, ...],
        known: Environment,
        level: int,
    ) -> Iterator[Line]:
        """What must hold, and whether it does."""
        for number, (check, holds) in enumerate(checks):
            state = HELD.get(holds(known), "unknown")
            label = check.message.render(known, self.language)
            place = f"{dotted(*here)}.checks[{number}]"
            yield Line("check", place, label, state, level, self.reason((check.check,), known))

    def reason(self, conditions: Sequence[Syntax], known: Environment) -> str:
        """What decides conditions, "" when there is none."""
        return reasons_of(conditions, known, self.language) if conditions else ""


def record_of(part: PartPlan) -> Step | Group | Exit:
    """What is written of a part."""
    for name in ("step", "group", "exit"):
        record = getattr(part, name, None)
        if isinstance(record, Step | Group | Exit):
            return record
    raise TypeError(part)


def record_checks(record: Step | Group | Exit) -> tuple[Check, ...]:
    """The checks of a part."""
    return () if isinstance(record, Exit) else record.checks


def closed_among(conditions: Sequence[Syntax], known: Environment) -> Sequence[Syntax]:
    """The first condition that does not hold: it is enough."""
    closed = [one for one in conditions if compiled(one)(known) is not True]
    return closed[:1] or conditions


def dotted(*names: str) -> str:
    """A dotted name."""
    return ".".join(names)
