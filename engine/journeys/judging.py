"""From what was typed to answers, or to what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.errors import InputError
from engine.expressions import UNKNOWN
from engine.fields import Files, listed_in
from engine.journeys.computing import work_out
from engine.journeys.environment import Environment, label_of, value_of
from engine.journeys.grids import judge_grid
from engine.journeys.options import is_offered
from engine.journeys.plan import SEEN, FieldPlan, StepPlan
from engine.journeys.schemas import Fault

Raw = Mapping[str, Sequence[str]]

# Which message of a field type answers for a keyword of JSON Schema.
KEYWORDS: Mapping[str, str] = {
    "minimum": "min",
    "maximum": "max",
    "minLength": "min_length",
    "maxLength": "max_length",
    "minItems": "min",
    "maxItems": "max",
    "pattern": "pattern",
    "enum": "option",
    "const": "required",
}
CHECK = "check:"
EXCLUSIVE = "exclusive"


@dataclass(frozen=True)
class Judged:
    """A step judged: its answers, the errors by field, the fields that concern the person.

    An answer None is that of an optional field left empty. The key "check:N" of `errors`
    is the check number N of the step, said beside no field.
    """

    answers: Mapping[str, Any]
    errors: Mapping[str, InputError]
    visible: frozenset[str]
    environment: Environment = field(compare=False)


def judge(step: StepPlan, raw: Raw, kept: Mapping[str, Any], environment: Environment) -> Judged:
    """What was typed for a step; files are taken from the answers kept."""
    # What was answered here before counts for nothing until it is judged again.
    here = environment.inner(**dict.fromkeys(step.by_name, UNKNOWN))
    answers: dict[str, Any] = {}
    errors: dict[str, InputError] = {}
    visible: set[str] = set()
    for plan in step.order:
        if plan.when is not None and plan.when(here) is not True:
            continue
        visible.add(plan.name)
        failed = work_out(plan, here)
        if failed is not None:
            errors[plan.name] = failed
        if not plan.field.is_asked:
            continue
        try:
            answer = judge_field(plan, raw, kept, here)
        except InputError as error:
            errors[plan.name] = error
            know_chosen(plan, error, raw, here)
            continue
        answers[plan.name] = answer
        if answer is not None:
            here.know(plan.name, value_of(plan, answer, here))
    errors.update(failed_checks(step, here, errors))
    if SEEN + step.name in step.required:
        answers[SEEN + step.name] = True
    return Judged(answers, errors, frozenset(visible), here)


def know_chosen(plan: FieldPlan, error: InputError, raw: Raw, environment: Environment) -> None:
    """Keep what is asked inside the options chosen there, while one corrects what excludes them."""
    if error.key == EXCLUSIVE:
        typed = plan.field.parse(typed_for(plan, raw))
        environment.know(plan.name, value_of(plan, typed, environment))


def judge_field(
    plan: FieldPlan, raw: Raw, kept: Mapping[str, Any], environment: Environment
) -> Any:
    """The answer to one field, None when blank; raises InputError."""
    if isinstance(plan.field, Files):
        answer = kept.get(plan.name) or None
    elif plan.columns:
        answer = judge_grid(plan, raw, environment, judge_field)
    else:
        answer = plan.field.parse(typed_for(plan, raw))
    if answer is not None:
        judge_answer(plan, answer, environment)
    elif not plan.is_optional(environment):
        raise InputError("required")
    return answer


def judge_answer(plan: FieldPlan, answer: Any, environment: Environment) -> None:
    """Raise InputError when an answer in the form of its type is not accepted."""
    for key, limit in plan.fixed:
        check_limit(plan, key, limit, answer)
    for fault in plan.schema.faults(answer):
        raise as_input_error(fault, answer)
    if plan.options is not None:
        for value in answer if isinstance(answer, list) else [answer]:
            if not is_offered(plan, value, environment):
                raise InputError("option")
    check_exclusive(plan, answer, environment)
    check_limits(plan, answer, environment)


def check_exclusive(plan: FieldPlan, answer: Any, environment: Environment) -> None:
    """Raise InputError when an option that excludes the others was chosen with another."""
    if plan.options is None or not isinstance(answer, list) or len(answer) < 2:
        return
    for option in listed_in(plan.field.choices):
        if option.exclusive and option.value in answer:
            label = label_of(plan.field, option.value, None, environment)
            raise InputError(EXCLUSIVE, option=label)


def typed_for(plan: FieldPlan, raw: Raw) -> list[str]:
    """What was typed for a field: the parts of a composite one, in order."""
    if not plan.field.parts:
        return list(raw.get(plan.name, ()))
    return ["".join(raw.get(f"{plan.name}.{part}", ())[:1]) for part in plan.field.parts]


def as_input_error(fault: Fault, answer: Any) -> InputError:
    """The message for a fault that JSON Schema found."""
    key = KEYWORDS.get(fault.keyword, "invalid")
    length = len(answer) if hasattr(answer, "__len__") else 0
    return InputError(key, limit=fault.wanted, length=length)


def check_limits(plan: FieldPlan, answer: Any, environment: Environment) -> None:
    """Raise InputError when a limit that depends on other answers, or on today, is passed."""
    for key, closure in plan.dynamic:
        limit = closure(environment)
        if limit is not UNKNOWN:
            check_limit(plan, key, limit, answer)


def check_limit(plan: FieldPlan, key: str, limit: Any, answer: Any) -> None:
    """Raise InputError when the limit `key` of a field is passed."""
    measured: Any = plan.field.measure(key, answer)
    if measured < limit if key.startswith("min") else measured > limit:
        said = plan.field.limit_messages.get(key, key)
        length = measured if isinstance(measured, int) else len(str(answer))
        raise InputError(said, limit=limit, length=length)


def failed_checks(
    step: StepPlan, environment: Environment, errors: Mapping[str, InputError]
) -> Iterator[tuple[str, InputError]]:
    """The checks that do not hold; an unknown one does not fail."""
    for number, (check, closure) in enumerate(zip(step.step.checks, step.checks, strict=True)):
        if closure(environment) is False and check.on not in errors:
            yield check.on or f"{CHECK}{number}", InputError(f"{CHECK}{number}")
