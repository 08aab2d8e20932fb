"""The types of expressions: what is known of a value before anybody answers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

from engine.expressions.tables import Dated
from engine.expressions.values import is_date, is_list, is_unknown


def _no_columns() -> "Mapping[str, Type]":
    return MappingProxyType({})


@dataclass(frozen=True)
class Type:
    """The root of all types; `family` tells what can be done with its values."""

    @property
    def family(self) -> str:
        """One of text, choice, number, date, month, yes_no, list, row, nothing, any."""
        raise NotImplementedError


@dataclass(frozen=True)
class Plain(Type):
    """A type that its name tells wholly."""

    name: str
    kind: str

    @property
    def family(self) -> str:
        """The family that the type was declared with."""
        return self.kind


TEXT = Plain("text", "text")
INTEGER = Plain("integer", "number")
DECIMAL = Plain("decimal", "number")
MONEY = Plain("money", "number")
DATE = Plain("date", "date")
MONTH = Plain("month", "month")
YES_NO = Plain("yes_no", "yes_no")
FILES = Plain("files", "list")
NOTHING = Plain("nothing", "nothing")
ANYTHING = Plain("anything", "any")


@dataclass(frozen=True)
class Choice(Type):
    """One of these options (None: not known here), with the columns of its row."""

    options: tuple[str, ...] | None = None
    columns: Mapping[str, Type] = field(default_factory=_no_columns, hash=False)

    @property
    def family(self) -> str:
        """A choice is its own family: a text with a closed list of values."""
        return "choice"


@dataclass(frozen=True)
class Choices(Choice):
    """Several of these options."""

    @property
    def family(self) -> str:
        """Several options are a list."""
        return "list"


@dataclass(frozen=True)
class List(Type):
    """Several values of one type: a column of rows, a list in a table."""

    item: Type

    @property
    def family(self) -> str:
        """A list."""
        return "list"


TEXTS = List(TEXT)


@dataclass(frozen=True)
class Record(Type):
    """One row of these columns: an item, a person, what a site or a profile tells."""

    columns: Mapping[str, Type] = field(hash=False)

    @property
    def family(self) -> str:
        """A row."""
        return "row"


@dataclass(frozen=True)
class Rows(Type):
    """Several rows of these columns: the items of a group, a list of the profile."""

    columns: Mapping[str, Type] = field(hash=False)

    @property
    def family(self) -> str:
        """A list."""
        return "list"


class More(Mapping[str, Type]):
    """Some names, and a few more that hide them."""

    def __init__(self, names: "Mapping[str, Type]", more: "Mapping[str, Type]") -> None:
        self.names = names
        self.more = more

    def __getitem__(self, name: str) -> Type:
        return self.more[name] if name in self.more else self.names[name]

    def __iter__(self) -> Iterator[str]:
        yield from self.more
        yield from (name for name in self.names if name not in self.more)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True)
class Scope:
    """The names that can be read at one place, those that exist only after it, the tables."""

    names: Mapping[str, Type]
    later: Mapping[str, Type] = field(default_factory=_no_columns)
    tables: Mapping[str, Dated] = field(default_factory=lambda: MappingProxyType({}))

    def with_more(self, more: Mapping[str, Type]) -> "Scope":
        """The scope, in which a few more names can be read."""
        return replace(self, names=More(self.names, more))


def columns_of(kind: Type) -> Mapping[str, Type]:
    """What can be written after a dot behind a value of type `kind`."""
    if isinstance(kind, Choices):
        return {name: listed(column) for name, column in _option_columns(kind).items()}
    if isinstance(kind, Choice):
        return _option_columns(kind)
    if isinstance(kind, Rows):
        return {name: listed(column) for name, column in kind.columns.items()}
    return kind.columns if isinstance(kind, Record) else _no_columns()


def listed(column: Type) -> Type:
    """The type of a column read over several rows; lists in it are put end to end."""
    if isinstance(column, Record):
        return Rows(column.columns)
    if isinstance(column, Choices):
        return List(Choice(column.options, column.columns))
    return column if column.family in ("list", "any") else List(column)


def item_of(kind: Type) -> Type | None:
    """The type of one value of a list, None when `kind` is no list."""
    if isinstance(kind, List):
        return kind.item
    if isinstance(kind, Choices):
        return Choice(kind.options, kind.columns)
    if isinstance(kind, Rows):
        return Record(kind.columns)
    return ANYTHING if kind in (FILES, ANYTHING) else None


def common(kinds: Iterable[Type]) -> Type | None:
    """The type that holds all of `kinds`, None when no type does."""
    found: Type = ANYTHING
    for kind in kinds:
        joined = _join(found, kind)
        if joined is None:
            return None
        found = joined
    return found


def fits(value: object, kind: Type) -> bool:
    """Whether `value` is of type `kind`; a value that is not known fits every type."""
    if is_unknown(value) or kind == ANYTHING:
        return True
    if isinstance(kind, List):
        return is_list(value) and all(fits(item, kind.item) for item in value)
    if isinstance(kind, Plain):
        return _fits_plain(value, kind)
    if kind.family == "choice":
        return isinstance(value, str)
    return isinstance(value, Mapping) if kind.family == "row" else is_list(value)


def _fits_plain(value: object, kind: Plain) -> bool:
    if kind == INTEGER:
        return value.__class__ is int
    tests = {
        "text": isinstance(value, str),
        "number": value.__class__ in (int, Decimal),
        "date": is_date(value),
        "month": is_date(value) or isinstance(value, str),
        "yes_no": isinstance(value, bool),
        "list": is_list(value),
    }
    return tests.get(kind.family, False)


def _option_columns(kind: Choice) -> Mapping[str, Type]:
    return {"label": TEXT, "value": TEXT, **kind.columns}


def _join(left: Type, right: Type) -> Type | None:
    if right in (left, ANYTHING):
        return left
    if left == ANYTHING:
        return right
    families = {left.family, right.family}
    if families == {"number"}:
        return MONEY if MONEY in (left, right) else DECIMAL
    if families <= {"text", "choice"}:
        return TEXT
    return _join_lists(left, right) if families == {"list"} else None


def _join_lists(left: Type, right: Type) -> Type | None:
    first, second = item_of(left), item_of(right)
    item = _join(first, second) if first and second else None
    return List(item) if item else None
