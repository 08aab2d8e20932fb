"""The values that expressions read and give."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum
from typing import Literal, Self, TypeAlias, TypeGuard, Union

MOST_DIGITS = 40
LARGEST = 10**MOST_DIGITS
SMALLEST = -60  # the place of the first digit of the smallest number
MOST_ZEROS = 200
LONGEST = 100_000
EXACT = Context(prec=50, rounding=ROUND_HALF_UP)


class Unknown(Enum):
    """What stands for a value that nobody has given yet."""

    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        """Refuse to be taken for true or false."""
        raise TypeError("an unknown value is neither true nor false")

    def __repr__(self) -> str:
        """Show itself by its name."""
        return "UNKNOWN"


UNKNOWN: Literal[Unknown.UNKNOWN] = Unknown.UNKNOWN


class Chosen(str):
    """The value of an option that was chosen, with its label and its row in a table."""

    __slots__ = ("label", "row")

    label: str
    row: "Mapping[str, Value]"

    def __new__(cls, value: str, label: str = "", row: "Mapping[str, Value] | None" = None) -> Self:
        """The option `value`; without label, it is shown by its value."""
        chosen = super().__new__(cls, value)
        chosen.label = label or value
        chosen.row = row or {}
        return chosen

    def column(self, name: str) -> "Value":
        """What a column of the row says; `label` and `value` exist for every option."""
        if name in self.row:
            return self.row[name]
        if name == "label":
            return self.label
        return str(self) if name == "value" else UNKNOWN


Plain: TypeAlias = str | int | Decimal | bool | date | Unknown | None
# Written so that it is a real type when the code runs, though it names itself.
Value: TypeAlias = Union[Plain, "Sequence[Value]", "Mapping[str, Value]"]
Environment: TypeAlias = Mapping[str, Value]
Number: TypeAlias = int | Decimal


def is_unknown(value: object) -> bool:
    """Whether nobody has given this value; an absent answer (None) counts as unknown."""
    return value is UNKNOWN or value is None


def is_number(value: object) -> TypeGuard[Number]:
    """Whether `value` is an exact number that the bounds of the language allow."""
    if isinstance(value, int):
        return not isinstance(value, bool) and -LARGEST <= value <= LARGEST
    return isinstance(value, Decimal) and _is_small_enough(value)


def is_text(value: object) -> TypeGuard[str]:
    """Whether `value` is a text of a length that the language allows."""
    return isinstance(value, str) and len(value) <= LONGEST


def is_date(value: object) -> TypeGuard[date]:
    """Whether `value` is a day, without an hour."""
    return isinstance(value, date) and not isinstance(value, datetime)


def is_list(value: object) -> TypeGuard[Sequence[Value]]:
    """Whether `value` is several values: items, options, files, a column."""
    return isinstance(value, (list, tuple))


def bounded(number: Number) -> Value:
    """The number, or UNKNOWN when it is too large, or too close to zero, to be kept."""
    return number if is_number(number) else UNKNOWN


def bounded_text(text: str) -> Value:
    """The text, or UNKNOWN when it is too long to be kept."""
    return text if len(text) <= LONGEST else UNKNOWN


def _is_small_enough(number: Decimal) -> bool:
    """Look at where the first digit stands: cheaper than comparing, this runs for each value."""
    first = number.adjusted()
    if not number:
        return -MOST_ZEROS < first < MOST_ZEROS
    return number.is_finite() and (SMALLEST <= first < MOST_DIGITS or abs(number) == LARGEST)
