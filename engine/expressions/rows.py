"""Sums over rows: the items of a group, what was sent before."""

from collections.abc import Callable, Sequence
from datetime import date

from engine.expressions.numbers import add
from engine.expressions.types import Record, Rows, Type
from engine.expressions.values import UNKNOWN, Value, is_number


def sum_of(
    rows: Sequence[Value], each: Callable[[Value], Value], changes: Sequence[date] | None = None
) -> Value:
    """The sum of a number over rows, in which `row` is the row: a group, or `previous`.

    `sum_of(previous, row.jours if row.lieu == lieu else 0)` counts the days at one place over what
    the same person sent before. 0 without rows, unknown while the number of a row is.
    """
    del changes
    total: Value = 0
    for row in rows:
        total = add(total, each(row))
        if not is_number(total):
            return UNKNOWN
    return total


def row_type(kinds: Sequence[Type]) -> Type:
    """The type of one of the rows that come first."""
    found = kinds[0] if kinds else None
    return Record(found.columns if isinstance(found, Rows) else {})
