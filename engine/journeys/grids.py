"""Fields that hold rows of cells: each cell is judged by itself, in the light of its row."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.errors import InputError, SeveralInputErrors
from engine.fields import Grid
from engine.journeys.computing import work_out
from engine.journeys.environment import Environment, value_of
from engine.journeys.plan import FieldPlan

KEY = "key"
Raw = Mapping[str, Sequence[str]]
JudgeCell = Callable[[FieldPlan, Raw, Mapping[str, Any], Environment], Any]


class CellError(InputError):
    """What is wrong with one cell: that of a column, in the row `row`."""

    def __init__(self, error: InputError, column: FieldPlan, row: str) -> None:
        super().__init__(error.key, **error.values)
        self.column = column
        self.row = row


@dataclass
class JudgedRow:
    """A row: its cells, what is wrong with them, what is known in it."""

    key: str
    environment: Environment
    cells: dict[str, Any] = field(default_factory=dict)
    errors: list[InputError] = field(default_factory=list)


def control(plan: FieldPlan, row: str, column: FieldPlan) -> str:
    """The name of the control of a cell."""
    return f"{plan.name}.{row}.{column.name}"


def typed_in(plan: FieldPlan, raw: Raw, row: str) -> dict[str, list[str]]:
    """What was typed in a row, by column."""
    return {one.name: list(raw.get(control(plan, row, one), ()))[:1] for one in plan.columns}


def is_blank(typed: Mapping[str, Sequence[str]]) -> bool:
    """Whether nothing was typed in a row."""
    return not any(text.strip() for texts in typed.values() for text in texts)


def judge_row(
    plan: FieldPlan, raw: Raw, row: str, environment: Environment, judge: JudgeCell
) -> JudgedRow:
    """One row, each cell in its turn."""
    typed, here = typed_in(plan, raw, row), environment.inner()
    found = JudgedRow(row, here)
    for column in plan.columns:
        if column.compute is not None:
            error = work_out(column, here)
            found.errors += [CellError(error, column, row)] if error else []
            continue
        try:
            answer = judge(column, typed, {}, here)
        except InputError as error:
            found.errors.append(CellError(error, column, row))
            continue
        if answer is not None:
            found.cells[column.name] = answer
            here.know(column.name, value_of(column, answer, here))
    return found


def judge_grid(plan: FieldPlan, raw: Raw, environment: Environment, judge: JudgeCell) -> Any:
    """The rows that were filled in, None when there is none; raises what is wrong with them."""
    rows = list(rows_in(plan, raw, environment, judge))
    errors = [error for row in rows for error in row.errors]
    if errors:
        raise SeveralInputErrors(errors)
    grid = grid_of(plan)
    named = bool(grid.named_rows)
    return grid.answer_of([{KEY: one.key, **one.cells} if named else one.cells for one in rows])


def rows_in(
    plan: FieldPlan, raw: Raw, environment: Environment, judge: JudgeCell
) -> Iterator[JudgedRow]:
    """The rows that count: those filled in, and those that the author names."""
    grid = grid_of(plan)
    blank = {key: is_blank(typed_in(plan, raw, key)) for key in grid.row_keys}
    if any(name.startswith(f"{plan.name}.{len(blank) + 1}.") for name in raw):
        raise InputError("max", limit=len(blank))
    if all(blank.values()) and (not grid.named_rows or plan.is_optional(environment)):
        return
    for key in grid.row_keys:
        if grid.named_rows or not blank[key]:
            yield judge_row(plan, raw, key, environment, judge)


def grid_of(plan: FieldPlan) -> Grid:
    """The field of a plan that has columns."""
    if not isinstance(plan.field, Grid):
        raise TypeError(plan.name)
    return plan.field


def rows_shown(plan: FieldPlan, values: Raw) -> tuple[str, ...]:
    """The rows that a page draws: those named, those that were there, and one at least."""
    grid = grid_of(plan)
    if grid.named_rows:
        return grid.row_keys
    there = {name.split(".")[1] for name in values if name.startswith(f"{plan.name}.")}
    last = max((place for place, key in enumerate(grid.row_keys, 1) if key in there), default=1)
    return grid.row_keys[: max(last, grid.least_rows, 1)]


def one_row_more(plan: FieldPlan, values: Raw) -> dict[str, list[str]]:
    """The controls of one row more, blank."""
    shown = rows_shown(plan, values)
    more = grid_of(plan).row_keys[len(shown) : len(shown) + 1]
    return {control(plan, row, one): [""] for row in more for one in plan.columns}
