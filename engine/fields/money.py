"""The field type `money`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.expressions import MONEY, Syntax, Type, Value
from engine.fields.base import Field, Json, Limits, _
from engine.fields.numerals import decimal_in, exact, rounded, typed_again
from engine.fields.texts import Text, said
from engine.i18n import format_money
from engine.source.spec import spec

EURO = "€"
MOST_DIGITS = 15


@dataclass(frozen=True, kw_only=True)
class Money(Field):
    """An amount in euros, typed with a comma or a dot, kept to the cent as `"12.50"`.

    It is never below zero, unless `min` says so.
    """

    type_name: ClassVar = "money"
    widget: ClassVar = "line"
    width: ClassVar = "number"
    html: ClassVar[Mapping[str, str]] = {"inputmode": "decimal", "autocomplete": "off"}
    limit_names: ClassVar = ("min", "max")
    unsaid_limits: ClassVar = frozenset({"min", "max"})
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "number": _("{label}: write an amount in digits, such as 12,50."),
        "places": _("{label}: write at most two decimals, the cents."),
        "negative": _("{label}: the amount cannot be below zero."),
        "min": _("{label}: the amount must be {limit} or more."),
        "max": _("{label}: the amount must be {limit} or less."),
    }

    min: Syntax | None = spec("The least amount, 0 if not said", default=None)
    max: Syntax | None = spec("The greatest amount", default=None)
    unit: Text | None = spec("What is shown after the euro, as `par mois`", default=None)

    def parse(self, raw: Sequence[str]) -> Json:
        """The amount that was typed, as a text with two decimals, None when blank."""
        amount = decimal_in(raw, 2, signed=self.min is not None, ending=EURO)
        return None if amount is None else f"{amount:.2f}"

    def schema(self, limits: Limits) -> dict[str, Any]:
        """A string that writes an amount to the cent."""
        below = self.min is not None and not limits.get("min", -1) >= 0
        sign = "(?!-0[.]00$)-?" if below else ""
        whole = f"(0|[1-9][0-9]{{0,{MOST_DIGITS - 1}}})"
        return {"type": "string", "pattern": f"^{sign}{whole}[.][0-9]{{2}}$"}

    def kind(self) -> Type:
        """An amount."""
        return MONEY

    def value(self, answer: Json) -> Value:
        """The amount as an exact number."""
        return exact(answer)

    def raw(self, answer: Json) -> list[str]:
        """The amount with a comma."""
        return [] if answer is None else [typed_again(answer)]

    def propose(self, value: Value) -> list[str]:
        """The amount with a comma, to the cent."""
        amount = rounded(value, 2)
        return [] if amount is None else self.raw(f"{amount:.2f}")

    def show(self, answer: Json, language: str) -> str:
        """The amount in euros, and its unit."""
        text = format_money(exact(answer), language)
        unit = said(self.unit, language)
        return f"{text} {unit}" if unit else text

    def show_limit(self, key: str, limit: Value, language: str) -> object:
        """A limit in euros."""
        del key
        amount = rounded(limit, 2)
        return limit if amount is None else format_money(amount, language)

    def affixes(self, language: str) -> tuple[str, str]:
        """The euro, and the unit."""
        return "", f"{EURO} {said(self.unit, language)}".strip()
