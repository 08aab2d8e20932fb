"""A table with other rows than those of its file."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from engine.expressions import Value
from engine.tables.loading import changes_in
from engine.tables.table import Row, Table
from engine.tables.values import value


def with_rows(table: Table, rows: Iterable[Mapping[str, str]]) -> Table:
    """The table with these rows only, their cells written as in a file.

    A cell that is not of the type of its column is left empty: see `wrong_cells`.
    """
    history: dict[str, list[Row]] = {}
    for one in rows:
        row = row_of(table, one)
        history.setdefault(row.key, []).append(row)
    kept = {
        key: tuple(sorted(found, key=lambda row: (row.starts or date.min, above(table, row))))
        for key, found in history.items()
    }
    return replace(
        table,
        rows=MappingProxyType({key: found[-1] for key, found in kept.items()}),
        history=MappingProxyType(kept),
        changes=changes_in(kept),
    )


def row_of(table: Table, cells: Mapping[str, str]) -> Row:
    """A row of these cells."""
    found: dict[str, Value] = {}
    for name, text in cells.items():
        read = value(text, table.kinds.get(name, "text"))
        if read is not None and text:
            found[name] = read
    starts, ends = (found.get(name) for name in table.bounds)
    return Row(
        str(found.get(table.key, "")),
        str(found.get(table.label, "")),
        MappingProxyType(found),
        starts if isinstance(starts, date) else None,
        ends if isinstance(ends, date) else None,
    )


def above(table: Table, row: Row) -> Any:
    """The number from which on a row of brackets applies."""
    return row.get(table.above, 0)


def wrong_cells(table: Table, cells: Mapping[str, str]) -> list[str]:
    """The columns of a row that the table does not have, or whose cells are not of their types."""
    return [
        name
        for name, text in cells.items()
        if name not in table.columns or (text and value(text, table.kinds[name]) is None)
    ]
