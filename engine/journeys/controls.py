"""What the controls of a field hold, by their names."""

from collections.abc import Iterator
from typing import Any

from engine.expressions import UNKNOWN
from engine.fields import Grid
from engine.journeys.environment import Environment
from engine.journeys.plan import FieldPlan


def raw_of(plan: FieldPlan, answer: Any) -> dict[str, list[str]]:
    """What a person would type to give this answer, by the names of the controls."""
    return named(plan, plan.field.raw(answer))


def proposed(plan: FieldPlan, environment: Environment) -> dict[str, list[str]]:
    """What is put in the controls of a field at first, nothing when it is unknown.

    What the account knows comes before the default.
    """
    known = prefilled(plan, environment)
    if known:
        return known
    value = UNKNOWN if plan.default is None else plan.default(environment)
    if value is UNKNOWN:
        return dict(proposed_cells(plan, environment))
    return named(plan, plan.field.propose(value))


def proposed_cells(plan: FieldPlan, environment: Environment) -> Iterator[tuple[str, list[str]]]:
    """What is put at first in the cells of the rows that an author has named."""
    rows = plan.field.row_keys if isinstance(plan.field, Grid) and plan.field.named_rows else ()
    for key in rows:
        for column in plan.columns:
            value = UNKNOWN if column.default is None else column.default(environment)
            if value is not UNKNOWN:
                yield f"{plan.name}.{key}.{column.name}", column.field.propose(value)


def prefilled(plan: FieldPlan, environment: Environment) -> dict[str, list[str]]:
    """What the account knows for a field, in its controls."""
    value = UNKNOWN if plan.prefill is None else plan.prefill(environment)
    texts = [] if value is UNKNOWN else plan.field.propose(value)
    return named(plan, texts) if any(texts) else {}


def named(plan: FieldPlan, texts: list[str]) -> dict[str, list[str]]:
    """The texts of a field by the names of its controls."""
    if not plan.field.parts:
        return {plan.name: texts}
    if plan.columns:
        return filled_rows(plan, texts)
    return {
        f"{plan.name}.{part}": [text] for part, text in zip(plan.field.parts, texts, strict=True)
    }


def filled_rows(plan: FieldPlan, texts: list[str]) -> dict[str, list[str]]:
    """The texts of the rows of a field, to the last one that is not blank."""
    last = max((place for place, text in enumerate(texts) if text), default=-1)
    size = len([one for one in plan.columns if one.field.is_asked])
    shown = zip(plan.field.parts, texts, strict=True)
    whole = (last // size + 1) * size
    return {f"{plan.name}.{part}": [text] for part, text in list(shown)[:whole]}
