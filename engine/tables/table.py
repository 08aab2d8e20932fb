"""A reference list in memory."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from types import MappingProxyType

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

    @property
    def fingerprint(self) -> str:
        """The head of a hash of its cells: it changes as soon as one of them does."""
        cells = sorted((name, str(value)) for name, value in self.columns.items())
        return sha256(repr(cells).encode()).hexdigest()[:12]

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
    are searched, the label always first. `source` names the column that tells the legal source of
    a row, `above` the one that says from which number on it applies. `kinds` are the types of the
    columns as they were written, `hash` is that of the files.
    """

    name: str
    title: str
    key: str
    label: str
    search: tuple[str, ...]
    columns: Mapping[str, Type]
    rows: Mapping[str, Row]
    history: Mapping[str, tuple[Row, ...]]
    source: str = ""
    above: str = ""
    is_dated: bool = False
    kinds: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    hash: str = ""
    changes: tuple[date, ...] = ()
    # The columns that say from which day to which day a row holds.
    bounds: tuple[str, str] = ("", "")

    def held(self, key: str | None, day: date | None) -> tuple[Row, ...]:
        """Give the rows of a key (None: of all) that hold on a day (None: the last of each)."""
        histories = self.history.values() if key is None else (self.history.get(key, ()),)
        if day is None:
            last = [row for rows in histories for row in (rows if self.above else rows[-1:])]
            return tuple(last)
        return tuple(row for rows in histories for row in rows if row.is_valid(day))

    def at(self, key: str, day: date) -> Row | None:
        """Give the row of `key` that holds on `day`, or None."""
        return next((row for row in self.history.get(key, ()) if row.is_valid(day)), None)
