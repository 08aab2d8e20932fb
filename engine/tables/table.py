"""A reference list in memory."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from engine.expressions import Type, Value


class Row(Mapping[str, Value]):
    """One line of a table: its columns by name, without those left empty."""

    __slots__ = ("columns", "ends", "key", "label", "starts")

    def __init__(
        self,
        key: str,
        label: str,
        columns: Mapping[str, Value],
        starts: date | None = None,
        ends: date | None = None,
    ) -> None:
        self.key = key
        self.label = label
        self.columns = columns
        self.starts = starts
        self.ends = ends

    def __getitem__(self, name: str) -> Value:
        return self.columns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    def __repr__(self) -> str:
        return f"Row({self.key!r}, {self.label!r})"

    def is_valid(self, day: date) -> bool:
        """Whether the row holds on `day`, its first and last days included."""
        begun = self.starts is None or self.starts <= day
        return begun and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A reference list: `rows` has for each key the row in force last, in the order of the file.

    `history` has all the rows of a key, the earliest first; `search` names the columns that
    are searched, the label always first.
    """

    name: str
    title: str
    key: str
    label: str
    search: tuple[str, ...]
    columns: Mapping[str, Type]
    rows: Mapping[str, Row]
    history: Mapping[str, tuple[Row, ...]]

    def at(self, key: str, day: date) -> Row | None:
        """Give the row of `key` that holds on `day`, or None."""
        return next((row for row in self.history.get(key, ()) if row.is_valid(day)), None)
