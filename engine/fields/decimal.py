"""The field type `decimal`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.expressions import DECIMAL, Syntax, Type, Value
from engine.fields.base import Field, Json, Limits, _
from engine.fields.numerals import (
    MOST_DIGITS,
    decimal_in,
    exact,
    rounded,
    typed_again,
    written,
)
from engine.fields.texts import Text, said
from engine.i18n import format_decimal
from engine.source.spec import spec

MOST_PLACES = 12


@dataclass(frozen=True, kw_only=True)
class DecimalField(Field):
    """A number with decimals, typed with a comma or a dot; blanks between digits are ignored.

    It is exact: kept as a text such as `"12.5"`, and never rounded behind anybody's back. More
    decimals than `places` are refused.
    """

    type_name: ClassVar = "decimal"
    widget: ClassVar = "line"
    width: ClassVar = "number"
    html: ClassVar[Mapping[str, str]] = {"inputmode": "decimal", "autocomplete": "off"}
    limit_names: ClassVar = ("min", "max")
    unsaid_limits: ClassVar = frozenset({"min", "max"})
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "number": _("{label}: write a number in digits, such as 12,5."),
        "places": _("{label}: write at most {limit} decimals."),
        "min": _("{label}: the number must be {limit} or more."),
        "max": _("{label}: the number must be {limit} or less."),
    }

    min: Syntax | None = spec("The least number", default=None)
    max: Syntax | None = spec("The greatest number", default=None)
    places: int = spec("How many decimals there may be, 12 at most", default=2)
    unit: Text | None = spec("What is measured, shown after the number", default=None)
    prefix: Text | None = spec("What is shown before the number", default=None)

    @property
    def most_places(self) -> int:
        """How many decimals are taken."""
        return min(self.places, MOST_PLACES)

    def parse(self, raw: Sequence[str]) -> Json:
        """The number that was typed, as a text, None when blank."""
        number = decimal_in(raw, self.most_places, signed=True)
        return None if number is None else written(number)

    def schema(self, limits: Limits) -> dict[str, Any]:
        """A string that writes a number: no exponent, no zeros that say nothing, no `-0`."""
        least = limits.get("min")
        sign = "" if least is not None and least >= 0 else "(?!-0$)-?"
        places = self.most_places
        decimals = f"([.][0-9]{{0,{places - 1}}}[1-9])?" if places else ""
        whole = f"(0|[1-9][0-9]{{0,{MOST_DIGITS - 1}}})"
        return {"type": "string", "pattern": f"^{sign}{whole}{decimals}$"}

    def kind(self) -> Type:
        """A decimal number."""
        return DECIMAL

    def value(self, answer: Json) -> Value:
        """The number itself."""
        return exact(answer)

    def raw(self, answer: Json) -> list[str]:
        """The number with a comma."""
        return [] if answer is None else [typed_again(answer)]

    def propose(self, value: Value) -> list[str]:
        """The number with a comma, rounded to the decimals taken."""
        number = rounded(value, self.most_places)
        return [] if number is None else self.raw(written(number))

    def show(self, answer: Json, language: str) -> str:
        """The number between its prefix and its unit."""
        text = format_decimal(exact(answer), language)
        return "\u00a0".join(one for one in (said(self.prefix, language), text,
                                             said(self.unit, language)) if one)  # fmt: skip

    def show_limit(self, key: str, limit: Value, language: str) -> object:
        """A limit, as numbers are read."""
        del key
        number = rounded(limit, MOST_PLACES)
        return limit if number is None else format_decimal(exact(written(number)), language)

    def affixes(self, language: str) -> tuple[str, str]:
        """The prefix and the unit."""
        return said(self.prefix, language), said(self.unit, language)
