"""The field type `computed`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Literal

from engine.expressions import (
    ANYTHING,
    DATE,
    DECIMAL,
    INTEGER,
    MONEY,
    MONTH,
    TEXT,
    UNKNOWN,
    YES_NO,
    Syntax,
    Type,
    Value,
    show,
)
from engine.expressions.values import is_number
from engine.expressions.words import money, percentage
from engine.fields.base import Field, Json, Limits, _
from engine.fields.texts import Text
from engine.i18n import format_month
from engine.source.spec import spec

Shown = Literal["money", "decimal", "integer", "percent", "text", "date", "month", "yes_no"]
KINDS: Mapping[str, Type] = {
    "money": MONEY,
    "decimal": DECIMAL,
    "integer": INTEGER,
    "percent": DECIMAL,
    "text": TEXT,
    "date": DATE,
    "month": MONTH,
    "yes_no": YES_NO,
}
NUMBER = {"type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?$"}
SCHEMAS: Mapping[Type, dict[str, Any]] = {
    MONEY: NUMBER,
    DECIMAL: NUMBER,
    INTEGER: {"type": "integer"},
    DATE: {"type": "string", "format": "date"},
    MONTH: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
    YES_NO: {"type": "boolean"},
}


@dataclass(frozen=True, kw_only=True)
class Computed(Field):
    """A value worked out from the answers: nobody types it, and it says how it was found.

    It is read like an answer, as `sum(sejours.taxe)`, and is part of what is sent. What it is, an
    amount, a number, a date, comes from its expression. Numbers are exact: round where the rule
    says so, `round(tarif * nuits, 2)`. A person reads under it how it was worked out: `rule`, the
    values that counted, the rows of tables with their dates and their legal source.
    """

    type_name: ClassVar = "computed"
    widget: ClassVar = "computed"
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "no_row": _("{label}: nothing is known for “{row}” on {day} in “{table}”."),
        "by_zero": _("{label}: this cannot be worked out, it would be a division by zero."),
        "no_value": _("{label}: this cannot be worked out from these answers."),
    }

    compute: Syntax = spec("The expression that gives the value")
    shows: Shown | None = spec(
        "How it is shown; what the expression gives if not said", default=None
    )
    rule: Text | None = spec(
        "The rule in words, shown with the value; the expression in words if not said",
        default=None,
    )
    legal: Text | None = spec("The text of law that the rule comes from", default=None)
    unit: Text | None = spec("What is measured, shown after the value, as `m²`", default=None)
    hidden: bool = spec("`true` when persons do not see it", default=False)

    def in_words(self, value: Value, kind: Type, language: str) -> str:
        """The value as a person reads it, with its unit."""
        shown = shown_value(value, kind, language, self.shows)
        unit = self.unit.constant(language) if self.unit and value is not UNKNOWN else None
        return f"{shown}\u00a0{unit}" if unit else shown

    @property
    def is_asked(self) -> bool:
        """Nobody answers it."""
        return False

    @property
    def is_hidden(self) -> bool:
        """What `hidden` says."""
        return self.hidden

    def parse(self, raw: Sequence[str]) -> Json:
        """Nothing: whatever is sent for it counts for nothing."""
        del raw
        return None

    def schema(self, limits: Limits) -> dict[str, Any]:
        """The schema of the value that is sent."""
        del limits
        return schema_of(self.kind())

    def kind(self) -> Type:
        """What `shows` says; it depends on the procedure when nothing is said."""
        return ANYTHING if self.shows is None else KINDS[self.shows]


def schema_of(kind: Type) -> dict[str, Any]:
    """The JSON Schema of a value worked out, once sent."""
    if kind == ANYTHING:
        return {}
    return dict(SCHEMAS.get(kind, {"type": "string"}))


def sent_value(value: Value, kind: Type) -> Json:
    """A value worked out as JSON: an amount is a text with two decimals at least, never a float."""
    if value is UNKNOWN or value is None:
        return None
    if isinstance(value, bool):
        return value
    if is_number(value):
        return value if kind == INTEGER else _exact(Decimal(value), kind)
    if isinstance(value, date):
        return value.isoformat()[:7] if kind == MONTH else value.isoformat()
    return show(value, "fr") if not isinstance(value, str) else str(value)


def shown_value(value: Value, kind: Type, language: str, shows: str | None = None) -> str:
    """A value worked out, as a person reads it."""
    if is_number(value) and not isinstance(value, bool):
        if shows == "percent":
            return str(percentage(language, value))
        if kind == MONEY:
            return str(money(language, value))
    if kind == MONTH and isinstance(value, date):
        return format_month(value, language)
    return show(value, language)


def _exact(number: Decimal, kind: Type) -> str:
    """A number written whole, without zeros that say nothing."""
    whole = number == number.to_integral_value()
    text = f"{number if not whole else number.to_integral_value():f}"
    kept, point, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    if kind == MONEY:
        decimals = decimals.ljust(2, "0")
    elif not decimals:
        return kept
    return f"{kept}{point or '.'}{decimals}"
