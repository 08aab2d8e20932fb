"""What a function may want at one place: told of a type at load, of a value when it runs."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from engine.expressions.problems import _
from engine.expressions.types import INTEGER, Rows, Type, item_of
from engine.expressions.values import is_date, is_list, is_number, is_text


@dataclass(frozen=True)
class Kind:
    """What is wanted: the types accepted, the values that hold, what is said otherwise."""

    accepts: Callable[[Type], bool]
    holds: Callable[[object], bool]
    message: str


def _families(*names: str) -> Callable[[Type], bool]:
    return lambda kind: kind.family in (*names, "any")


def _items(*names: str) -> Callable[[Type], bool]:
    def accepts(kind: Type) -> bool:
        item = item_of(kind)
        return item is not None and item.family in (*names, "any")

    return accepts


def _ordered(kind: Type) -> bool:
    return (item_of(kind) or kind).family in ("number", "date", "any")


def _shown(kind: Type) -> bool:
    return (item_of(kind) or kind).family not in ("row", "list", "nothing")


def _whole(kind: Type) -> bool:
    return kind == INTEGER or kind.family == "any"


def _is_whole(value: object) -> bool:
    return value.__class__ is int and is_number(value)


def _is_measured(value: object) -> bool:
    return is_text(value) or is_list(value)


def _is_day_or_month(value: object) -> bool:
    return is_date(value) or is_text(value)


def _is_shown(value: object) -> bool:
    return is_number(value) or not isinstance(value, (int, Decimal)) or isinstance(value, bool)


def _is_anything(value: object) -> bool:
    del value
    return True


NUMBER = Kind(_families("number"), is_number, _("{function}() works on a number"))
WHOLE = Kind(_whole, _is_whole, _("{function}() wants a whole number here"))
DAY = Kind(_families("date"), is_date, _("{function}() works on a date"))
WORDS = Kind(_families("text", "choice"), is_text, _("{function}() works on a text"))
DAY_OR_MONTH = Kind(
    _families("date", "month"), _is_day_or_month, _("{function}() works on a date or a month")
)
WHEN = Kind(_families("date", "month"), is_date, _("{function}() works on a date or a month"))
LIST = Kind(_families("list"), is_list, _("{function}() works on a group or a list"))
MEASURED = Kind(
    _families("text", "choice", "list"), _is_measured, _("{function}() works on a text or a list")
)
ROWS = Kind(
    lambda kind: isinstance(kind, Rows) or kind.family == "any",
    is_list,
    _("{function}() works on rows: a group, or what was sent before"),
)
NUMBERS = Kind(
    _items("number"), is_list, _("{function}() works on a column of numbers: group.column")
)
TRUTHS = Kind(
    _items("yes_no"), is_list, _("{function}() works on a column of yes or no: group.column")
)
ORDERED = Kind(_ordered, _is_anything, _("{function}() works on numbers or on dates"))
DAYS = Kind(_items("date"), is_list, _("{function}() works on a column of dates: group.column"))
ORDERED_LIST = Kind(
    _items("number", "date"), is_list, _("{function}() wants a column of numbers or dates here")
)
SHOWN = Kind(_shown, _is_shown, _("A whole row cannot be shown: name one of its columns"))
ANY = Kind(_families("text", "choice", "number", "date", "month", "yes_no", "list", "row"),
           _is_anything, _("There is no answer here to ask about"))  # fmt: skip
