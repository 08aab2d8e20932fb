"""What fields that hold several rows of controls share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.errors import InputError
from engine.expressions import INTEGER, TEXT, Rows, Type, Value
from engine.fields.base import Field, Json, Limits
from engine.fields.choices import Option

KEY, POSITION = "key", "position"
MOST_ROWS = 200
Row = Mapping[str, Json]


@dataclass(frozen=True, kw_only=True)
class Grid(Field):
    """Rows of the same questions: those that the author names, or as many as the person needs.

    A row that is left blank counts for nothing, unless the author has named it. The control of a
    cell is called by the field, the row and the column: `budget.1.montant`.
    """

    widget: ClassVar = "grid"

    @property
    def cells(self) -> tuple[Field, ...]:
        """The questions of a row, in order."""
        raise NotImplementedError

    @property
    def named_rows(self) -> tuple[Option, ...]:
        """The rows that the author names."""
        return ()

    @property
    def most_rows(self) -> int:
        """How many rows there may be."""
        raise NotImplementedError

    @property
    def least_rows(self) -> int:
        """How many rows there must be."""
        return 0

    @property
    def row_keys(self) -> tuple[str, ...]:
        """What each row is called in the names of controls."""
        if self.named_rows:
            return tuple(one.value for one in self.named_rows)
        return tuple(str(number) for number in range(1, min(self.most_rows, MOST_ROWS) + 1))

    @property
    def asked_cells(self) -> tuple[Field, ...]:
        """The questions of a row that are asked: a computed one is not."""
        return tuple(one for one in self.cells if one.is_asked)

    @property
    def parts(self) -> tuple[str, ...]:
        """The cells, row by row."""
        return tuple(f"{key}.{one.name}" for key in self.row_keys for one in self.asked_cells)

    def rows_of(self, answer: Json) -> list[Row]:
        """The rows of an answer, each with its cells by column."""
        return list(answer or ())

    def answer_of(self, rows: list[dict[str, Json]]) -> Json:
        """The answer that these rows make, None when there is none."""
        return rows or None

    def row_texts(self, texts: Sequence[str]) -> list[Sequence[str]]:
        """The texts of each row."""
        size = len(self.asked_cells)
        return [texts[start : start + size] for start in range(0, len(texts), size)]

    def parse(self, raw: Sequence[str]) -> Json:
        """The rows in the texts of the cells; a journey judges cell by cell and says more."""
        found = []
        for key, texts in zip(self.row_keys, self.row_texts(list(raw)), strict=False):
            row = dict(self.cells_in(texts))
            if row:
                found.append({KEY: key, **row} if self.named_rows else row)
        return self.answer_of(found)

    def cells_in(self, texts: Sequence[str]) -> list[tuple[str, Json]]:
        """The cells that were filled in."""
        try:
            read = [
                (one.name, one.parse([text]))
                for one, text in zip(self.asked_cells, texts, strict=False)
            ]
        except InputError as error:
            raise InputError("cell") from error
        return [(name, answer) for name, answer in read if answer is not None]

    def row_schema(self) -> dict[str, Any]:
        """The schema of a row; `min` and `max` of cells are judged besides."""
        cells = {one.name: {**one.schema({}), **one.extra} for one in self.asked_cells}
        needed = [one.name for one in self.asked_cells if one.optional is False]
        key = {KEY: {"enum": list(self.row_keys)}} if self.named_rows else {}
        return {
            "type": "object",
            "properties": {**key, **cells},
            "required": [*key, *needed],
            "additionalProperties": False,
        }

    def schema(self, limits: Limits) -> dict[str, Any]:
        """A list of rows."""
        del limits
        count = len(self.row_keys)
        least = count if self.named_rows else max(self.least_rows, 1)
        return {
            "type": "array",
            "items": self.row_schema(),
            "minItems": least,
            "maxItems": count,
        }

    def kind(self) -> Type:
        """Rows of these columns."""
        return Rows({KEY: TEXT, POSITION: INTEGER, **{one.name: one.kind() for one in self.cells}})

    def value(self, answer: Json) -> Value:
        """The rows, each with the values of its cells."""
        return tuple(
            {**own, **{one.name: one.value(row[one.name]) for one in self.asked_cells
                       if row.get(one.name) is not None}}
            for own, row in zip(self.places(answer), self.rows_of(answer), strict=True)
        )  # fmt: skip

    def places(self, answer: Json) -> list[dict[str, Value]]:
        """What each row knows of itself."""
        rows = enumerate(self.rows_of(answer), 1)
        return [{KEY: str(row.get(KEY, place)), POSITION: place} for place, row in rows]

    def raw(self, answer: Json) -> list[str]:
        """The texts of all cells, row by row, blank after the last row."""
        rows = self.rows_of(answer)
        placed = {str(row.get(KEY, place)): row for place, row in enumerate(rows, 1)}
        return [
            "".join(one.raw(placed.get(key, {}).get(one.name))[:1])
            for key in self.row_keys
            for one in self.asked_cells
        ]

    def propose(self, value: Value) -> list[str]:
        """The texts that would give these rows."""
        rows = value if isinstance(value, (list, tuple)) else ()
        found: list[str] = []
        for row in list(rows)[: len(self.row_keys)]:
            known = row if isinstance(row, Mapping) else {}
            found += ["".join(one.propose(known[one.name])[:1]) if one.name in known else ""
                      for one in self.asked_cells]  # fmt: skip
        return found + [""] * (len(self.parts) - len(found))

    def measure(self, key: str, answer: Json) -> Value:
        """How many rows there are."""
        del key
        return len(self.rows_of(answer))

    def show(self, answer: Json, language: str) -> str:
        """The rows on one line, for where no table can be drawn."""
        names = {one.value: one.label.render({}, language) for one in self.named_rows}
        lines = []
        for row in self.rows_of(answer):
            cells = [one.show(row[one.name], language) for one in self.asked_cells
                     if row.get(one.name) is not None]  # fmt: skip
            head = names.get(str(row.get(KEY)), "")
            lines.append(", ".join(one for one in (head, *cells) if one))
        return " ; ".join(lines) if language == "fr" else "; ".join(lines)
