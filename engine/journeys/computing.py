"""Values worked out from answers while a journey is walked, and the rows of tables they read."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from engine.errors import InputError
from engine.expressions import UNKNOWN, Syntax, Value, show
from engine.expressions.compile import Bound
from engine.expressions.explain import faults_in
from engine.expressions.tables import TABLES, DatedRow, Tables, Use, start_of
from engine.fields import Computed
from engine.i18n import format_short_date
from engine.journeys.environment import Environment
from engine.journeys.places import StepPlace
from engine.journeys.plan import FieldPlan, Plan

# Where a draft keeps the rows that its amounts came from, beside its answers.
ROWS = "#rows"
Kept = Mapping[str, Any]


def work_out(plan: FieldPlan, environment: Environment) -> InputError | None:
    """Make a computed value known; what is wrong when it has none though all it reads is known."""
    if plan.compute is None or not isinstance(plan.field, Computed):
        return None
    value = computed(plan, environment)
    if value is not UNKNOWN:
        environment.know(plan.name, value)
        return None
    return refused(plan.field.compute, environment)


def computed(plan: FieldPlan, environment: Environment) -> Value:
    """The value of a computed field; the rows that it reads are noted in the environment."""
    if plan.compute is None:
        return UNKNOWN
    if not plan.reads_tables:
        return plan.compute(environment)
    tables = Tables(environment.plan.tables, {})
    value = plan.compute(Bound(environment, TABLES, tables))
    environment.uses[plan.name] = tables.used or {}
    return value


def refused(syntax: Syntax, environment: Environment) -> InputError | None:
    """Why a value cannot be worked out; None while it waits for an answer."""
    found = next(iter(faults_in(syntax, environment)), None)
    if found is None:
        return None
    language = environment.context.language
    return InputError(found.key, **{key: said(one, language) for key, one in found.values})


def said(value: object, language: str) -> str:
    """A value of a sentence: a day in digits."""
    if isinstance(value, date):
        return format_short_date(value)
    return show(value, language)  # type: ignore[arg-type]


def rows_used(places: Iterable[StepPlace]) -> dict[Use, DatedRow]:
    """The rows of tables that the computed values of these steps came from."""
    found: dict[Use, DatedRow] = {}
    for place in places:
        for one in place.visible:
            if one.reads_tables:
                found.update(place.environment.uses.get(one.name, {}))
    return found


def rows_kept(
    used: Mapping[Use, DatedRow], before: Iterable[Kept], plan: Plan, today: date | None
) -> list[Kept]:
    """What a draft keeps of the rows used: each as it was when it was first used.

    One that is not used any more is kept when its row has changed, so that this can be said.
    """
    old = {identity(one): one for one in before}
    kept = [old.pop(identity(one), one) for one in written(used, today)]
    return [*kept, *(one for one in old.values() if now_worth(one, plan) != as_kept(one))]


def written(used: Mapping[Use, DatedRow], today: date | None) -> Iterator[Kept]:
    """The rows used, as a draft keeps them."""
    for use in sorted(used, key=repr):
        row = used[use]
        yield {
            "table": use.table,
            "key": use.key,
            "column": use.column,
            "above": use.above,
            "from": day_text(use.starts),
            "to": day_text(row.ends),
            "value": str(row.columns.get(use.column, "")),
            "on": day_text(today),
        }


def changed_rows(before: Iterable[Kept], plan: Plan) -> list[tuple[Kept, tuple[str, str] | None]]:
    """The rows that have changed since a draft used them, with what they are worth now."""
    now = [(one, now_worth(one, plan)) for one in before]
    return [(one, worth) for one, worth in now if worth != as_kept(one)]


def as_kept(one: Kept) -> tuple[str, str]:
    """What a row was worth, and until when."""
    return str(one.get("value", "")), str(one.get("to", ""))


def now_worth(one: Kept, plan: Plan) -> tuple[str, str] | None:
    """What a row that was used is worth now, and until when; None when it is gone."""
    table = plan.tables.get(str(one.get("table", "")))
    for row in table.history.get(str(one.get("key", "")), ()) if table else ():
        is_it = start_of(row, table.above if table else "") == one.get("above", "")
        if is_it and day_text(row.starts) == one.get("from"):
            return str(row.columns.get(str(one.get("column", "")), "")), day_text(row.ends)
    return None


def identity(one: Kept) -> tuple[Any, ...]:
    """Which cell it is."""
    return tuple(one.get(name, "") for name in ("table", "key", "column", "above", "from"))


def day_text(day: date | None) -> str:
    """A day as JSON keeps it, "" for none."""
    return "" if day is None else day.isoformat()
