"""A step looked at again: which fields concern the person, and whether all of it is answered."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.errors import InputError
from engine.expressions import NOTHING, UNKNOWN
from engine.fields import Files, sent_value
from engine.journeys.computing import work_out
from engine.journeys.controls import raw_of
from engine.journeys.environment import Environment, cells_of, value_of
from engine.journeys.judging import judge_field
from engine.journeys.places import Path, Place, StepPlace
from engine.journeys.plan import SEEN, ExitPlan, FieldPlan, GroupPlan, PartPlan, StepPlan


def step_place(
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


def has_vanished(place: Place) -> bool:
    """Whether a place is a step that has nothing to ask and nothing to say: one passes over it."""
    return isinstance(place, StepPlace) and place.plan.may_vanish and not place.visible


def concerns(part: PartPlan, environment: Environment) -> bool:
    """Whether a part to come concerns the person, as far as one can tell now.

    An exit is no part of a way that goes on to its end.
    """
    if isinstance(part, ExitPlan) or (part.when is not None and part.when(environment) is not True):
        return False
    if isinstance(part, GroupPlan) or not part.may_vanish:
        return True
    return any(one.when is not None and one.when(environment) is True for one in part.fields)


def sent_by(place: StepPlace) -> Iterator[tuple[str, Any]]:
    """The answers of a step that a submission holds."""
    for one in place.visible:
        if one.compute is None:
            answer = with_worked_out(one, place.answers.get(one.name), place.environment)
        else:
            answer = sent_value(place.environment.get(one.name), one.kind)
        if answer is not None and one.field.kind() is not NOTHING:
            yield one.name, answer


def with_worked_out(plan: FieldPlan, answer: Any, environment: Environment) -> Any:
    """An answer with, in each of its rows, the cells that are worked out."""
    worked = [one for one in plan.columns if one.compute is not None]
    if answer is None or not worked:
        return answer
    found = []
    for row in answer:
        values = cells_of(plan, row, environment)
        sent = {one.name: sent_value(values.get(one.name, UNKNOWN), one.kind) for one in worked}
        found.append({**row, **{name: one for name, one in sent.items() if one is not None}})
    return found


def _still_right(plan: FieldPlan, answer: Any, environment: Environment) -> bool:
    """Whether an answer accepted before would be accepted now."""
    if answer is None:
        return plan.is_optional(environment)
    if not plan.columns and not plan.dynamic and (plan.options is None or not _moves(plan)):
        return not isinstance(plan.field, Files) or bool(answer)
    try:
        judge_field(plan, raw_of(plan, answer), {plan.name: answer}, environment)
    except InputError:
        return False
    return True


def _moves(plan: FieldPlan) -> bool:
    options = plan.options
    return options is not None and bool(options.table or options.rows_path or options.conditions)
