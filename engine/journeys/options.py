"""The options that a person may choose from, now."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from engine.expressions import UNKNOWN
from engine.fields import LISTED_MOST, ListedChoices, Option
from engine.journeys.environment import Environment, label_of, row_key
from engine.journeys.plan import FieldPlan, OptionPlan


@dataclass(frozen=True, slots=True)
class Offered:
    """One option as it is shown."""

    value: str
    label: str
    help: str = ""
    link: str = ""


def offered(
    plan: FieldPlan, environment: Environment, query: str | None = None, kept: str | None = None
) -> list[Offered]:
    """The options to show: for a table, what is found for `query`, and the one `kept` now."""
    choices, options = plan.field.choices, plan.options
    if choices is None or options is None:
        return []
    if isinstance(choices, ListedChoices):
        return _listed(choices.options, options, environment)
    rows: list[Offered] = []
    if options.table is not None:
        rows = _found(plan, options, environment, query, kept)
    elif options.rows_path:
        rows = _of_profile(plan, options, environment)
    return rows + _listed(choices.always, options, environment)


def is_offered(plan: FieldPlan, answer: str, environment: Environment) -> bool:
    """Whether `answer` may be chosen, shown or not."""
    choices, options = plan.field.choices, plan.options
    if choices is None or options is None:
        return True
    listed = choices.options if isinstance(choices, ListedChoices) else choices.always
    for option in listed:
        if option.value == answer:
            return option.link is None and _is_open(option, options, environment)
    if options.table is not None:
        row = options.table.rows.get(answer)
        return row is not None and _passes(options, row, environment)
    if options.rows_path:
        return any(one.value == answer for one in _of_profile(plan, options, environment))
    return False


def default_query(plan: FieldPlan, environment: Environment) -> str:
    """What the table is searched for when the person has searched nothing else."""
    if plan.options is None or plan.options.query is None:
        return ""
    found = plan.options.query(environment)
    return "" if found is UNKNOWN else str(found)


def _is_open(option: Option, options: OptionPlan, environment: Environment) -> bool:
    condition = options.conditions.get(option.value) if options.conditions else None
    return condition is None or condition(environment) is True


def _listed(
    listed: tuple[Option, ...], options: OptionPlan, environment: Environment
) -> list[Offered]:
    language = environment.context.language
    return [
        Offered(
            option.value,
            option.label.render(environment, language),
            option.help.render(environment, language) if option.help else "",
            option.link.render(environment, language) if option.link else "",
        )
        for option in listed
        if _is_open(option, options, environment)
    ]


def _passes(options: OptionPlan, row: Mapping[str, Any], environment: Environment) -> bool:
    return options.where is None or options.where(environment.inner(row=row)) is True


def _found(
    plan: FieldPlan,
    options: OptionPlan,
    environment: Environment,
    query: str | None,
    kept: str | None,
) -> list[Offered]:
    if options.search is None or options.table is None:
        return []
    wanted = default_query(plan, environment) if query is None else query
    at_most = getattr(plan.field.choices, "at_most", 8)
    if getattr(plan.field.choices, "whole", False):
        passing = (row for row in options.table.rows.values() if _passes(options, row, environment))
        rows = list(islice(passing, LISTED_MOST))
    else:
        rows = options.search.find(wanted, at_most, lambda row: _passes(options, row, environment))
    if kept and kept in options.table.rows and all(row.key != kept for row in rows):
        rows = [options.table.rows[kept], *rows]
    return [Offered(row.key, label_of(plan.field, row.key, row, environment)) for row in rows]


def _of_profile(plan: FieldPlan, options: OptionPlan, environment: Environment) -> list[Offered]:
    rows = environment.context.profile.get(options.rows_path, ())
    keyed = [(row_key(row, index), row) for index, row in enumerate(rows, 1)]
    return [
        Offered(key, label_of(plan.field, key, row, environment))
        for key, row in keyed
        if _passes(options, row, environment)
    ]
