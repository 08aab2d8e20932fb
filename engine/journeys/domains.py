"""The values that an answer may have, when they are known beforehand and not too many."""

from typing import Any

from engine.expressions import INTEGER, YES_NO, Chosen, Type, Value
from engine.fields import ListedChoices
from engine.journeys.plan import FieldPlan

MOST_CASES = 300


def values_of(plan: FieldPlan, kind: Type) -> list[tuple[Any, Value]] | None:
    """The values that an answer may have, in JSON and as expressions read them."""
    if kind == YES_NO:
        return [(True, True), (False, False)]
    if kind == INTEGER:
        least, most = plan.limits.get("min"), plan.limits.get("max")
        if least is None or most is None or most - least >= MOST_CASES:
            return None
        return [(one, one) for one in range(least, most + 1)]
    options = chosen_values(plan) if kind.family == "choice" else None
    return None if options is None else [(value, one) for value, one in options]


def chosen_values(plan: FieldPlan) -> list[tuple[str, Chosen]] | None:
    """The options of a choice, each with its row; None when they are not known beforehand."""
    choices, options = plan.field.choices, plan.options
    if choices is None or options is None:
        return None
    if isinstance(choices, ListedChoices):
        return [(one.value, Chosen(one.value)) for one in choices.options if one.link is None]
    if options.table is None or len(options.table.rows) > MOST_CASES:
        return None
    rows = [(key, Chosen(key, row=row)) for key, row in options.table.rows.items()]
    return rows + [(one.value, Chosen(one.value)) for one in choices.always if one.link is None]
