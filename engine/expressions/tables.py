"""What expressions know of reference tables: the rows that hold on a day, those that were read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from engine.expressions.values import UNKNOWN, Number, Value, is_number

# No author can write this name: it is where the tables are in an environment.
TABLES = "#tables"


class DatedRow(Protocol):
    """A row of a table, with the first and the last day on which it holds."""

    @property
    def key(self) -> str:
        """Its key."""

    @property
    def label(self) -> str:
        """What people call it."""

    @property
    def columns(self) -> Mapping[str, Value]:
        """Its cells that are not empty."""

    @property
    def starts(self) -> date | None:
        """The first day on which it holds, None when there is none."""

    @property
    def ends(self) -> date | None:
        """The last day on which it holds, None when there is none."""


class Dated(Protocol):
    """A table, as expressions read it."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def title(self) -> str:
        """What people call it."""

    @property
    def above(self) -> str:
        """The column that says from which number on a row of brackets applies, "" for others."""

    @property
    def is_dated(self) -> bool:
        """Whether its rows hold from one day to another."""

    @property
    def columns(self) -> Mapping[str, object]:
        """The type of each column."""

    @property
    def history(self) -> Mapping[str, tuple[DatedRow, ...]]:
        """The rows of each key, the earliest first."""

    @property
    def changes(self) -> tuple[date, ...]:
        """The days on which a row begins or no longer holds, the earliest first."""

    def held(self, key: str | None, day: date | None) -> tuple[DatedRow, ...]:
        """The rows of a key (None: of all) that hold on a day (None: the last of each key)."""


@dataclass(frozen=True, slots=True)
class Use:
    """A cell that was read: of which table, row and column; of brackets, from which number on."""

    table: str
    key: str
    starts: date | None
    column: str
    above: str = ""


@dataclass(slots=True, eq=False)
class Tables:
    """The tables in an environment; what is read of them is kept in `used`, when it is given."""

    tables: Mapping[str, Dated]
    used: dict[Use, DatedRow] | None = None

    def rows(self, name: str, key: str | None, day: date | None) -> tuple[DatedRow, ...]:
        """The rows of a table that hold."""
        table = self.tables.get(name)
        return () if table is None else table.held(key, day)

    def cell(self, name: str, row: DatedRow, column: str) -> Value:
        """A cell, which counts as read from now on."""
        if self.used is not None:
            table = self.tables.get(name)
            above = start_of(row, table.above) if table is not None else ""
            self.used.setdefault(Use(name, row.key, row.starts, column, above), row)
        return row.columns.get(column, UNKNOWN)

    def brackets(
        self, name: str, key: str | None, day: date | None
    ) -> list[tuple[Number, DatedRow]]:
        """The brackets of a table, each with the number from which on it applies."""
        table = self.tables.get(name)
        if table is None:
            return []
        found = [(row.columns.get(table.above), row) for row in table.held(key, day)]
        known = [(above, row) for above, row in found if is_number(above)]
        return sorted(known, key=lambda pair: pair[0])


def start_of(row: DatedRow, column: str) -> str:
    """From which number on a row of brackets applies, as a text; "" for another row."""
    return str(row.columns.get(column, "")) if column else ""


def cells_read(used: Mapping[Use, DatedRow]) -> Iterator[tuple[Use, DatedRow]]:
    """What was read, in the order of its names."""
    return iter(sorted(used.items(), key=lambda pair: repr(pair[0])))
