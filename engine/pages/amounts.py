"""How a value was worked out, line by line: its rule, what counted, the rows of tables, the law.

The same lines are read on the page of a step, in the summary, on the receipt, in its PDF, and by
machines in what is kept of a submission.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from engine.expressions import DECIMAL, MONEY, UNKNOWN, Type, Value, explain, show
from engine.expressions.compile import Bound
from engine.expressions.explain import Explanation, Period
from engine.expressions.tables import TABLES, DatedRow, Tables, Use
from engine.expressions.values import is_list, is_number
from engine.fields import Computed, sent_value, shown_value
from engine.i18n import format_money, format_short_date, gettext
from engine.i18n import marked as _
from engine.journeys import Environment, FieldPlan, Journey, Plan
from engine.journeys.computing import ROWS, changed_rows, refused
from engine.pages.describing import Describing
from engine.pages.messages import error_text, label_text

MONEY_COLUMN, PERCENT_COLUMN = "money", "percent"
NUMBERS = frozenset({"integer", "decimal", MONEY_COLUMN, PERCENT_COLUMN})
CHANGED = _(
    "“{table}” has changed since {day}: for “{row}”, {old} became {new}. The amount was worked out"
    " again."
)


@dataclass(frozen=True)
class Line:
    """One line of an explanation: what it is about, its value, and what is said of it beside."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Amount:
    """A value that was worked out, and why it is what it is.

    `lines` are what counted, `fault` says why there is no value, `changes` what has changed in the
    tables since the draft first used them. `rows` are the cells of tables that counted.
    """

    name: str
    label: str
    shown: str
    rule: str
    lines: tuple[Line, ...]
    legal: str
    fault: str
    rows: tuple[Mapping[str, Any], ...]
    explanation: Explanation
    kind: Type
    changes: tuple[str, ...] = ()
    is_money: bool = False

    @property
    def facts(self) -> dict[str, Any]:
        """The explanation for machines: exact values, rows with their days and their source."""
        return facts_of(self.explanation, self.kind, self.rows)


def amount_of(plan: FieldPlan, environment: Environment, language: str) -> Amount | None:
    """The explanation of a computed field where it stands, None for any other field."""
    field = plan.field
    if not isinstance(field, Computed):
        return None
    tables = Tables(environment.plan.tables, {})
    known = Bound(environment, TABLES, tables)
    why = Describing(environment, language)
    explanation = explain(field.compute, known, why.describe)
    rule = field.rule.render(environment, language) if field.rule else why.formula(field.compute)
    legal = field.legal.render(environment, language) if field.legal else ""
    error = refused(field.compute, environment) if explanation.faults else None
    rows = list(rows_of(tables.used or {}, environment, language))
    return Amount(
        name=plan.name,
        label=label_text(field, environment, language),
        shown=field.in_words(explanation.result, plan.kind, language),
        rule=rule,
        lines=(*inputs_of(explanation), *rows, *nights_of(explanation.periods, plan, language)),
        legal=legal,
        fault=error_text(plan, error, environment, language) if error else "",
        rows=tuple(cells_used(tables.used or {}, environment)),
        explanation=explanation,
        kind=plan.kind,
        is_money=plan.kind == MONEY,
    )


def with_changes(amount: Amount, journey: Journey, language: str) -> Amount:
    """The same, with what has changed in the rows that it reads since the draft first used them."""
    kept, rows = journey.answers.get(ROWS), amount.rows
    if not kept or not rows:
        return amount
    changed = {cell_of(one): one for one, _now in changed_rows(kept or (), journey.plan)}
    told = [
        change_text(changed[cell_of(row)], row, journey.plan, language)
        for row in rows
        if cell_of(row) in changed
    ]
    return replace(amount, changes=tuple(told))


def cell_of(one: Mapping[str, Any]) -> tuple[Any, ...]:
    """Which cell it is, on whatever day."""
    return one["table"], one["key"], one["column"], one.get("above", "")


def change_text(
    before: Mapping[str, Any], row: Mapping[str, Any], plan: Plan, language: str
) -> str:
    """What a person reads of a cell that has changed."""
    table = plan.tables[row["table"]]
    kind = table.kinds.get(row["column"], "")
    old, new = (
        cell_shown(read_again(str(one["value"]), kind), kind, language) for one in (before, row)
    )
    since = date.fromisoformat(before["on"]) if before.get("on") else None
    return gettext(
        language,
        CHANGED,
        table=table.title,
        row=table.rows[row["key"]].label,
        day=format_short_date(since) if since else "…",
        old=old,
        new=new,
    )


def inputs_of(explanation: Explanation) -> Iterator[Line]:
    """The values that counted, each once."""
    seen: set[str] = set()
    for one in explanation.inputs:
        if one.label not in seen:
            seen.add(one.label)
            yield Line(one.label, one.shown)


def rows_of(
    used: Mapping[Use, DatedRow], environment: Environment, language: str
) -> Iterator[Line]:
    """The cells of tables that counted, with the days on which they hold and their source."""
    for use, row in used.items():
        table = environment.plan.tables[use.table]
        value = row.columns.get(use.column, UNKNOWN)
        column = use.column.replace("_", " ")
        source = str(row.columns.get(table.source, ""))
        notes = [validity(row, language), source]
        yield Line(
            f"{table.title} – {row.label}, {column}",
            cell_shown(value, table.kinds.get(use.column, ""), language),
            " · ".join(note for note in notes if note),
        )


def read_again(text: str, kind: str) -> Value:
    """The value of a cell that a draft has kept as a text."""
    return Decimal(text) if kind in NUMBERS and text else text


def cell_shown(value: Value, kind: str, language: str) -> str:
    """A cell of a table, as people read it."""
    if is_number(value) and kind == MONEY_COLUMN:
        return format_money(value, language)
    if kind == PERCENT_COLUMN:
        return shown_value(value, DECIMAL, language, "percent")
    return show(value, language)


def validity(row: DatedRow, language: str) -> str:
    """The days on which a row holds."""
    first = format_short_date(row.starts) if row.starts else ""
    last = format_short_date(row.ends) if row.ends else ""
    if first and last:
        return gettext(language, _("from {first} to {last}"), first=first, last=last)
    if first:
        return gettext(language, _("since {first}"), first=first)
    return gettext(language, _("until {last}"), last=last) if last else ""


def nights_of(periods: Iterable[Period], plan: FieldPlan, language: str) -> Iterator[Line]:
    """The nights of a stay that goes from one tariff to another, each run of nights a line."""
    several = list(periods)
    for one in several if len(several) > 1 else ():
        value = shown_value(one.value, plan.kind, language)
        label = gettext(
            language,
            _("Nights from {first} to {last}"),
            first=format_short_date(one.first),
            last=format_short_date(one.last),
        )
        yield Line(label, f"{one.nights} × {value}")


def facts_of(
    explanation: Explanation, kind: Type, rows: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """The explanation for machines: exact values, rows with their days and their source."""
    return {
        "value": sent_value(explanation.result, kind),
        "inputs": [
            {"name": one.name, "label": one.label, "value": plain(one.value)}
            for one in explanation.inputs
        ],
        "rows": list(rows),
        "nights": [
            {
                "from": one.first.isoformat(),
                "to": one.last.isoformat(),
                "nights": one.nights,
                "value": plain(one.value),
            }
            for one in explanation.periods
        ],
    }


def cells_used(
    used: Mapping[Use, DatedRow], environment: Environment
) -> Iterator[Mapping[str, Any]]:
    """The cells of tables that counted, for machines: their days, their source."""
    tables = environment.plan.tables
    for use, row in used.items():
        yield {
            "table": use.table,
            "key": use.key,
            **({"above": use.above} if use.above else {}),
            "column": use.column,
            "value": plain(row.columns.get(use.column, UNKNOWN)),
            "from": row.starts.isoformat() if row.starts else None,
            "to": row.ends.isoformat() if row.ends else None,
            "legal": str(row.columns.get(tables[use.table].source, "")) or None,
            "hash": tables[use.table].hash,
        }


def plain(value: Value) -> Any:
    """A value as JSON: numbers that are not whole are exact texts."""
    if value is UNKNOWN or value is None:
        return None
    if is_list(value):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, (bool, int)) else str(value)
