"""What a page shows of a field that holds rows: its cells, and what is wrong with each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.errors import InputError
from engine.expressions import UNKNOWN, Chosen, Value
from engine.fields import Computed, Grid, TableOf, shown_value
from engine.i18n import gettext
from engine.journeys import Environment, FieldPlan, Raw, offered
from engine.journeys.environment import cells_of
from engine.journeys.grids import CellError, control, grid_of, judge_row, rows_shown
from engine.journeys.judging import judge_field
from engine.pages.messages import label_text, worded

UNKNOWN_YET = "…"


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One control: `kind` is line, lines, select, box, or worth for a value worked out."""

    id: str
    name: str
    label: str
    column: str
    kind: str
    value: str
    optional: bool = False
    options: tuple[tuple[str, str], ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    width: str = ""
    affixes: tuple[str, str] = ("", "")
    error: str = ""


@dataclass(frozen=True)
class GridRow:
    """A row, and what it is called."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class GridView:
    """The rows that are drawn, under their columns; whether there may be one more."""

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    names_rows: bool
    is_list: bool
    can_add: bool


def grid_view(
    plan: FieldPlan,
    values: Raw,
    errors: Mapping[str, str],
    environment: Environment,
    language: str,
) -> GridView:
    """The rows of a field, as they were typed or kept; `errors` by the names of controls."""
    return _Drawer(plan, values, errors, environment, language).view()


class _Drawer:
    def __init__(
        self,
        plan: FieldPlan,
        values: Raw,
        errors: Mapping[str, str],
        environment: Environment,
        language: str,
    ) -> None:
        self.plan = plan
        self.values = values
        self.errors = errors
        self.environment = environment
        self.language = language
        self.grid = grid_of(plan)
        self.labels = {
            one.name: label_text(one.field, environment, language) for one in plan.columns
        }

    def view(self) -> GridView:
        shown = rows_shown(self.plan, self.values)
        named = bool(self.grid.named_rows)
        return GridView(
            columns=tuple(self.labels.values()),
            rows=tuple(self.row(key) for key in shown),
            names_rows=named,
            is_list=len(self.plan.columns) == 1 and not named,
            can_add=not named and len(shown) < len(self.grid.row_keys),
        )

    def row(self, key: str) -> GridRow:
        label = row_label(self.grid, key, self.environment, self.language)
        here = self.environment
        if any(one.compute is not None for one in self.plan.columns):
            here = judge_row(self.plan, self.values, key, here, judge_field).environment
        return GridRow(label, tuple(self.cell(one, key, label, here) for one in self.plan.columns))

    def cell(self, column: FieldPlan, key: str, row: str, here: Environment) -> Cell:
        field, name = column.field, control(self.plan, key, column)
        title = self.labels[column.name]
        if isinstance(field, Computed):
            return Cell(
                id=f"champ-{name}", name=name, label=f"{title}, {row}", column=title,
                kind="worth", value=self.worth(column, field, here),
            )  # fmt: skip
        tokens = {"autocomplete": field.token} if field.token else {}
        return Cell(
            id=f"champ-{name}",
            name=name,
            label=f"{title}, {row}",
            column=title,
            kind=kind_of(column),
            value="".join(self.values.get(name, ())[:1]),
            optional=field.optional is True,
            options=tuple(options_of(column, here, self.language)),
            attributes=tuple({**field.html, **tokens}.items()),
            width=field.width,
            affixes=field.affixes(self.language),
            error=self.errors.get(name, ""),
        )

    def worth(self, column: FieldPlan, field: Computed, here: Environment) -> str:
        value = here.get(column.name)
        if value is UNKNOWN:
            return UNKNOWN_YET
        return shown_value(value, column.kind, self.language, field.shows)


@dataclass(frozen=True)
class KeptGrid:
    """The rows of an answer as they are read again: the columns, then each row with its name."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    names_rows: bool

    @property
    def text(self) -> str:
        """The rows on one line, for where no table is drawn."""
        lines = []
        for name, cells in self.rows:
            filled = [one for one in cells if one]
            lines.append(", ".join([name, *filled] if self.names_rows else filled))
        return " – ".join(lines)


def kept_grid(
    plan: FieldPlan, answer: Any, environment: Environment, language: str
) -> KeptGrid | None:
    """The rows of an answer; None when it has none, or is no table."""
    if not isinstance(plan.field, TableOf) or answer is None:
        return None
    rows = []
    for place, row in enumerate(plan.field.rows_of(answer), 1):
        values = cells_of(plan, row, environment)
        label = row_label(plan.field, str(row.get("key", place)), environment, language)
        rows.append((label, tuple(shown_cell(one, row, values, language) for one in plan.columns)))
    columns = tuple(label_text(one.field, environment, language) for one in plan.columns)
    return KeptGrid(columns, tuple(rows), bool(plan.field.named_rows))


def shown_cell(
    column: FieldPlan, row: Mapping[str, Any], values: Mapping[str, Value], language: str
) -> str:
    """A cell as a person reads it again."""
    value = values.get(column.name, UNKNOWN)
    if isinstance(column.field, Computed):
        known = value is not UNKNOWN
        return shown_value(value, column.kind, language, column.field.shows) if known else ""
    answer = row.get(column.name)
    if answer is None:
        return ""
    return value.label if isinstance(value, Chosen) else column.field.show(answer, language)


def kind_of(column: FieldPlan) -> str:
    """How a cell is drawn."""
    field = column.field
    if field.widget == "checkbox":
        return "box"
    if field.choices is not None or field.offered("fr"):
        return "select"
    return "lines" if field.widget == "textarea" else "line"


def options_of(column: FieldPlan, here: Environment, language: str) -> Iterator[tuple[str, str]]:
    """The options of a cell: those of its type, those of the author."""
    yield from column.field.offered(language)
    for one in offered(column, here):
        yield one.value, one.label


def row_label(grid: Grid, key: str, environment: Environment, language: str) -> str:
    """What a row is called: by its author, or by its number."""
    for one in grid.named_rows:
        if one.value == key:
            return str(one.label.render(environment, language))
    return gettext(language, "row {n}", n=int(key))


def cell_texts(
    plan: FieldPlan, error: InputError, environment: Environment, language: str
) -> Iterator[tuple[str, str]]:
    """What is wrong with the cells of a field, by the names of their controls."""
    for one in error.all:
        if isinstance(one, CellError):
            field = one.column.field
            row = row_label(grid_of(plan), one.row, environment, language)
            label = f"{label_text(field, environment, language)}, {row}"
            text = worded(field, label, one, environment, language)
            yield control(plan, one.row, one.column), text
