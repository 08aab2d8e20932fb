"""How a value was worked out, line by line: its rule, what counted, the rows of tables, the law.

The same lines are read on the page of a step, in the summary, on the receipt, in its PDF, and by
machines in what is kept of a submission.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from engine.expressions import DECIMAL, MONEY, UNKNOWN, Chosen, Syntax, Value, explain, show
from engine.expressions.compile import Bound
from engine.expressions.explain import Explanation, Period
from engine.expressions.formulas import formula
from engine.expressions.lists import attribute
from engine.expressions.tables import TABLES, DatedRow, Tables, Use
from engine.expressions.values import is_list, is_number
from engine.fields import Computed, sent_value, shown_value
from engine.i18n import format_money, format_short_date, gettext
from engine.i18n import marked as _
from engine.journeys import Environment, FieldPlan
from engine.journeys.computing import ROWS, changed_rows, computed, refused
from engine.pages.messages import error_text, label_text

MOST_SHOWN = 6
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
    tables since the draft first used them. `facts` are for machines.
    """

    name: str
    label: str
    shown: str
    rule: str
    lines: tuple[Line, ...]
    legal: str
    fault: str
    facts: Mapping[str, Any]
    changes: tuple[str, ...] = ()
    is_money: bool = False


def amount_of(plan: FieldPlan, environment: Environment, language: str) -> Amount | None:
    """The explanation of a computed field where it stands, None for any other field."""
    field = plan.field
    if not isinstance(field, Computed):
        return None
    tables = Tables(environment.plan.tables, {})
    known = Bound(environment, TABLES, tables)
    why = Describing(plan, environment, language)
    explanation = explain(field.compute, known, why.describe)
    rule = field.rule.render(environment, language) if field.rule else why.formula(field.compute)
    legal = field.legal.render(environment, language) if field.legal else ""
    error = refused(field.compute, environment) if explanation.faults else None
    rows = list(rows_of(tables.used or {}, environment, language))
    return Amount(
        name=plan.name,
        label=label_text(field, environment, language),
        shown=shown_value(explanation.result, plan.kind, language, field.shows),
        rule=rule,
        lines=(*inputs_of(explanation), *rows, *nights_of(explanation.periods, plan, language)),
        legal=legal,
        fault=error_text(plan, error, environment, language) if error else "",
        facts=facts_of(plan, explanation, tables.used or {}, environment),
        is_money=plan.kind == MONEY,
        changes=tuple(changes_of(tables.used or {}, environment, language)),
    )


def shown_now(plan: FieldPlan, environment: Environment, language: str) -> str:
    """The value of a computed field as a person reads it."""
    value = environment.get(plan.name)
    if value is UNKNOWN:
        value = computed(plan, environment)
    return shown_value(value, plan.kind, language, getattr(plan.field, "shows", None))


class Describing:
    """Says what a name is called, and its value, as people read them."""

    def __init__(self, plan: FieldPlan, environment: Environment, language: str) -> None:
        self.plan = plan
        self.environment = environment
        self.language = language

    def describe(self, name: str) -> tuple[str, str]:
        """The label and the value of a name."""
        return self.label(name), self.shown(name)

    def formula(self, syntax: Syntax) -> str:
        """An expression in words."""
        return formula(syntax, self.label, self.language)

    def label(self, name: str) -> str:
        """What a name is called: the label of its field, else its own words."""
        kind, _dot, table = name.partition(".")
        if kind == TABLES:
            known = self.environment.plan.tables.get(table)
            return known.title if known else table
        found = self.found(name)
        if found is not None:
            return label_text(found.field, self.environment, self.language)
        return name.rpartition(".")[2].replace("_", " ")

    def found(self, name: str) -> FieldPlan | None:
        """The field that a dotted name reads, at its end."""
        return self.environment.plan.fields.get(name.rpartition(".")[2])

    def value(self, name: str) -> Value:
        """What a name is worth."""
        root, *rest = name.split(".")
        value: Value = self.environment.get(root)
        for part in rest:
            value = attribute(value, part)
        return value

    def shown(self, name: str) -> str:
        """What a name is worth, as people read it; a long column by its head."""
        value, found = self.value(name), self.found(name)
        if not is_list(value):
            return one_shown(value, found, self.language)
        texts = [one_shown(one, found, self.language) for one in value[:MOST_SHOWN]]
        more = len(value) - MOST_SHOWN
        if more > 0:
            texts.append(gettext(self.language, _("and {n} more"), n=more))
        return " ; ".join(texts)


def one_shown(value: Value, plan: FieldPlan | None, language: str) -> str:
    """One value as people read it, in the way of its field."""
    if plan is None or value is UNKNOWN or isinstance(value, Chosen):
        return show(value, language)
    if plan.compute is not None:
        return shown_value(value, plan.kind, language, getattr(plan.field, "shows", None))
    return shown_value(value, plan.field.kind(), language)


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


def changes_of(
    used: Mapping[Use, DatedRow], environment: Environment, language: str
) -> Iterator[str]:
    """What has changed in the cells read since the draft first used them."""
    kept = environment.answers.get(ROWS) or ()
    now = {(use.table, use.key, use.column): row for use, row in used.items()}
    for one, _worth in changed_rows(kept, environment.plan) if now else ():
        cell = (one["table"], one["key"], one["column"])
        row = now.get(cell)
        if row is None:
            continue
        kind = environment.plan.tables[cell[0]].kinds.get(cell[2], "")
        yield gettext(
            language,
            CHANGED,
            table=environment.plan.tables[cell[0]].title,
            row=row.label,
            day=format_short_date(date.fromisoformat(one["on"])) if one.get("on") else "…",
            old=cell_shown(read_again(one["value"], kind), kind, language),
            new=cell_shown(row.columns.get(cell[2], UNKNOWN), kind, language),
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
    plan: FieldPlan,
    explanation: Explanation,
    used: Mapping[Use, DatedRow],
    environment: Environment,
) -> dict[str, Any]:
    """The explanation for machines: exact values, rows with their days and their source."""
    tables = environment.plan.tables
    return {
        "value": sent_value(explanation.result, plan.kind),
        "inputs": [
            {"name": one.name, "label": one.label, "value": plain(one.value)}
            for one in explanation.inputs
        ],
        "rows": [
            {
                "table": use.table,
                "key": use.key,
                "column": use.column,
                "value": plain(row.columns.get(use.column, UNKNOWN)),
                "from": row.starts.isoformat() if row.starts else None,
                "to": row.ends.isoformat() if row.ends else None,
                "legal": str(row.columns.get(tables[use.table].source, "")) or None,
                "hash": tables[use.table].hash,
            }
            for use, row in used.items()
        ],
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
