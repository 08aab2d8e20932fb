"""Reads a table: the CSV file and the YAML beside it."""

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from engine.expressions import Value
from engine.source import Diagnostic, Position, Span, nearest
from engine.source.files import Readable
from engine.tables.cells import Cell, decoded, records
from engine.tables.description import Column, Description, read_description
from engine.tables.faults import CELLS, COLUMNS, DUPLICATE, EMPTY, UNREADABLE, VALUE, _, fault
from engine.tables.table import Row, Table
from engine.tables.values import TYPES, WANTED, value

MOST_TOLD = 100
START = Position(1, 1)
ONE_DAY = timedelta(days=1)


def load_table(csv_path: Readable, yaml_path: Readable) -> tuple[Table | None, list[Diagnostic]]:
    """Give the table, None when anything in it is wrong, and everything that is."""
    told = [
        fault(UNREADABLE, Span(str(path), START, START), _("This file is missing"))
        for path in (csv_path, yaml_path)
        if not path.is_file()
    ]
    if told:
        return None, told
    description, told = read_description(str(yaml_path), yaml_path.read_bytes())
    if description is None:
        return None, told
    reading = Reading(str(csv_path), description)
    data = csv_path.read_bytes()
    reading.read(data)
    if reading.told:
        return None, reading.told
    digest = sha256(data + yaml_path.read_bytes()).hexdigest()
    return reading.table(csv_path.stem, digest), []


def changes_in(history: Mapping[str, tuple[Row, ...]]) -> tuple[date, ...]:
    """The days on which a row begins or no longer holds."""
    rows = [row for rows in history.values() for row in rows]
    begun = {row.starts for row in rows if row.starts is not None}
    ended = {row.ends + ONE_DAY for row in rows if row.ends and row.ends < date.max}
    return tuple(sorted(begun | ended))


class Reading:
    """Reads the rows of one file, and gathers what is wrong with them."""

    def __init__(self, path: str, description: Description) -> None:
        self.path = path
        self.description = description
        self.told: list[Diagnostic] = []
        self.rows: dict[str, list[Row]] = {}
        self.places: dict[str, list[Cell]] = {}

    def read(self, data: bytes) -> None:
        """Read the whole file, or as far as its faults can still be told apart."""
        text, self.told = decoded(self.path, data)
        if self.told:
            return
        lines = records(self.path, unicodedata.normalize("NFC", text))
        header = next(lines, None)
        if header is None:
            message = _("This table is empty: its first line names the columns")
            self.told = [fault(EMPTY, Span(self.path, START, START), message)]
        elif isinstance(header, Diagnostic):
            self.told = [header]
        else:
            self._read_rows(header, lines)

    def table(self, name: str, digest: str) -> Table:
        """Give the table that was read."""
        said = self.description
        history = {
            key: tuple(sorted(rows, key=lambda row: (row.starts or date.min, self.above(row))))
            for key, rows in self.rows.items()
        }
        bounds = (said.starts, said.ends)
        return Table(
            name=name,
            title=said.title or name,
            key=said.key,
            label=said.label,
            search=said.search,
            columns=MappingProxyType({c.name: TYPES[c.kind] for c in said.columns.values()}),
            rows=MappingProxyType({key: rows[-1] for key, rows in history.items()}),
            history=MappingProxyType(history),
            source=said.source,
            above=said.above,
            is_dated=any(bounds),
            kinds=MappingProxyType({one.name: one.kind for one in said.columns.values()}),
            hash=digest,
            changes=changes_in(history),
            bounds=bounds,
        )

    def above(self, row: Row) -> Any:
        """The number from which on a row of brackets applies."""
        return row.get(self.description.above, 0)

    def _read_rows(self, header: list[Cell], lines: Iterator[list[Cell] | Diagnostic]) -> None:
        self.told += self._wrong_columns(header)
        if self.told:
            return
        columns = [self.description.columns[cell.text] for cell in header]
        for line in lines:
            if isinstance(line, Diagnostic):
                self.told.append(line)
            else:
                self._read_row(columns, line)
            if len(self.told) >= MOST_TOLD:
                return
        self.told += self._duplicates()

    def _wrong_columns(self, header: list[Cell]) -> Iterator[Diagnostic]:
        known, seen = self.description.columns, set[str]()
        for cell in header:
            if cell.text not in known:
                message = _("The column “{column}” is not described beside the table")
                yield self._at(cell, COLUMNS, message, nearest(cell.text, known), column=cell.text)
            elif cell.text in seen:
                message = _("The column “{column}” is there twice")
                yield self._at(cell, COLUMNS, message, column=cell.text)
            seen.add(cell.text)
        for name in known:
            if name not in seen:
                message = _("The column “{column}” is missing")
                yield self._at(header[0], COLUMNS, message, column=name)

    def _read_row(self, columns: list[Column], cells: list[Cell]) -> None:
        if len(cells) != len(columns):
            message = _("This line has {found} cells instead of {wanted}")
            self.told.append(
                self._at(cells[0], CELLS, message, found=len(cells), wanted=len(columns))
            )
            return
        before = len(self.told)
        found: dict[str, Value] = {}
        for column, cell in zip(columns, cells, strict=True):
            self._read_cell(column, cell, found)
        if len(self.told) == before:
            self._keep(found, cells[columns.index(self.description.columns[self.description.key])])

    def _read_cell(self, column: Column, cell: Cell, found: dict[str, Value]) -> None:
        if not cell.text:
            self._read_empty(column, cell, found)
            return
        read = value(cell.text, column.kind)
        if read is None:
            self.told.append(
                self._at(cell, VALUE, WANTED[column.kind], text=cell.text[:60], column=column.name)
            )
        else:
            found[column.name] = read

    def _read_empty(self, column: Column, cell: Cell, found: dict[str, Value]) -> None:
        said = self.description
        if column.name in (said.key, said.label) or not self._may_be_empty(column):
            message = _("The column “{column}” must not be empty")
            self.told.append(self._at(cell, EMPTY, message, column=column.name))
        elif column.kind == "texts":
            found[column.name] = ()

    def _may_be_empty(self, column: Column) -> bool:
        bounds = (self.description.starts, self.description.ends)
        return column.optional or column.kind == "texts" or column.name in bounds

    def _keep(self, found: dict[str, Value], cell: Cell) -> None:
        said = self.description
        key, label = str(found[said.key]), str(found[said.label])
        starts, ends = found.get(said.starts), found.get(said.ends)
        row = Row(
            key,
            label,
            MappingProxyType(found),
            starts if isinstance(starts, date) else None,
            ends if isinstance(ends, date) else None,
        )
        if row.starts and row.ends and row.ends < row.starts:
            self.told.append(self._at(cell, VALUE, _("This row ends before it begins")))
            return
        self.rows.setdefault(key, []).append(row)
        self.places.setdefault(key, []).append(cell)

    def _duplicates(self) -> Iterator[Diagnostic]:
        """Tell each row that holds on a day when an earlier one of the same key does."""
        for key, rows in self.rows.items():
            dated = sorted(
                zip(rows, self.places[key], strict=True),
                key=lambda pair: (
                    self.above(pair[0]),
                    pair[0].starts or date.min,
                    pair[1].line,
                ),
            )
            for (first, place), (second, cell) in pairwise(dated):
                same = self.above(first) == self.above(second)
                if same and (first.ends or date.max) >= (second.starts or date.min):
                    message = _("The key “{key}” is on line {line} already")
                    yield self._at(cell, DUPLICATE, message, key=key, line=place.line)

    def _at(
        self, cell: Cell, code: str, message: str, suggestion: str | None = None, **values: object
    ) -> Diagnostic:
        return fault(code, cell.span(self.path), message, suggestion, **values)
