"""The field type `date`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from engine.errors import InputError
from engine.expressions import DATE, Syntax, Type, Value
from engine.fields.base import Field, Json, Limits, _
from engine.fields.typed import one_line
from engine.i18n import format_date
from engine.source.spec import spec

FRENCH = re.compile(r"(\d{1,2})[ /.-](\d{1,2})[ /.-](\d{4})", re.ASCII)
STANDARD = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Date(Field):
    """A day, typed as 31/12/2026 or 2026-12-31 and kept as ISO 8601."""

    type_name: ClassVar = "date"
    widget: ClassVar = "date"
    html: ClassVar[Mapping[str, str]] = {"inputmode": "numeric", "autocomplete": "off"}
    limit_names: ClassVar = ("min", "max")
    unsaid_limits: ClassVar = frozenset({"min", "max"})
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "date": _("{label}: write a date such as 31/12/2026."),
        "min": _("{label}: the date must be {limit} or later."),
        "max": _("{label}: the date must be {limit} or earlier."),
    }

    min: Syntax | None = spec("The first day accepted", default=None)
    max: Syntax | None = spec("The last day accepted", default=None)

    def parse(self, raw: Sequence[str]) -> Json:
        """The day that was typed, as YYYY-MM-DD, None when blank."""
        typed = one_line(raw)
        return day_in(typed).isoformat() if typed else None

    def schema(self, limits: Limits) -> dict[str, Any]:
        """A string in the form of a date; the days between which it is, for who reads them."""
        names = {"min": "formatMinimum", "max": "formatMaximum"}
        days = {names[key]: str(day) for key, day in limits.items()}
        return {"type": "string", "format": "date"} | days

    def kind(self) -> Type:
        """A date."""
        return DATE

    def value(self, answer: Json) -> Value:
        """The day as a date."""
        return date.fromisoformat(answer)

    def raw(self, answer: Json) -> list[str]:
        """The day as French people write it."""
        # Not strftime: it writes the year 5 with one digit.
        return [] if answer is None else ["/".join(reversed(answer.split("-")))]

    def propose(self, value: Value) -> list[str]:
        """The day as French people write it."""
        return self.raw(value.isoformat()) if isinstance(value, date) else []

    def show(self, answer: Json, language: str) -> str:
        """The day in words."""
        return format_date(date.fromisoformat(answer), language)


def day_in(typed: str) -> date:
    """The day written in `typed`; raises InputError("date")."""
    try:
        if found := STANDARD.fullmatch(typed):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := FRENCH.fullmatch(typed):
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError as error:
        raise InputError("date") from error
    raise InputError("date")
