"""The field type `month`."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from engine.errors import InputError
from engine.expressions import MONTH, Syntax, Type, Value
from engine.fields.base import Field, Json, Limits, _
from engine.fields.typed import one_line
from engine.i18n import format_month
from engine.source.spec import spec

FRENCH = re.compile(r"([0-9]{1,2}) ?[ /.-] ?([0-9]{4})")
STANDARD = re.compile(r"([0-9]{4})-([0-9]{2})")
NAMED = re.compile(r"([^\W\d_]{3,9})\.? ([0-9]{4})")
# The months as French people begin to write them, without accents.
NAMES = ("jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")
PLAIN = str.maketrans("éèûô", "eeuo")


@dataclass(frozen=True, kw_only=True)
class Month(Field):
    """A month of a year, typed as 03/2026, mars 2026 or 2026-03 and kept as `2026-03`.

    Expressions read it as a month; its limits are compared with its first day.
    """

    type_name: ClassVar = "month"
    widget: ClassVar = "line"
    width: ClassVar = "date"
    hint: ClassVar = _("MM/YYYY")
    html: ClassVar[Mapping[str, str]] = {"autocomplete": "off"}
    limit_names: ClassVar = ("min", "max")
    unsaid_limits: ClassVar = frozenset({"min", "max"})
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "month": _("{label}: write a month such as 03/2026."),
        "min": _("{label}: the month must be {limit} or later."),
        "max": _("{label}: the month must be {limit} or earlier."),
    }

    min: Syntax | None = spec("The first month accepted, or a day in it", default=None)
    max: Syntax | None = spec("The last month accepted, or a day in it", default=None)

    def parse(self, raw: Sequence[str]) -> Json:
        """The month that was typed, as YYYY-MM, None when blank."""
        typed = one_line(raw)
        if not typed:
            return None
        year, month = month_in(typed)
        if not (1 <= month <= 12 and year >= 1):
            raise InputError("month")
        return f"{year:04}-{month:02}"

    def schema(self, limits: Limits) -> dict[str, Any]:
        """A string in the form YYYY-MM."""
        del limits
        return {"type": "string", "pattern": "^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])$"}

    def kind(self) -> Type:
        """A month."""
        return MONTH

    def value(self, answer: Json) -> Value:
        """The first day of the month."""
        return date.fromisoformat(f"{answer}-01")

    def raw(self, answer: Json) -> list[str]:
        """The month as French people write it."""
        return [] if answer is None else ["/".join(reversed(answer.split("-")))]

    def propose(self, value: Value) -> list[str]:
        """The month of a day."""
        return self.raw(value.isoformat()[:7]) if isinstance(value, date) else []

    def measure(self, key: str, answer: Json) -> Value:
        """The first day, or the last one: a limit that is a day stands for its month."""
        first = date.fromisoformat(f"{answer}-01")
        last = monthrange(first.year, first.month)[1]
        return first.replace(day=last) if key == "min" else first

    def show(self, answer: Json, language: str) -> str:
        """The month in words."""
        return format_month(date.fromisoformat(f"{answer}-01"), language)

    def show_limit(self, key: str, limit: Value, language: str) -> object:
        """The month of a limit, in words."""
        del key
        return format_month(limit, language) if isinstance(limit, date) else limit


def month_in(typed: str) -> tuple[int, int]:
    """The year and the month written in `typed`; raises InputError("month")."""
    if found := STANDARD.fullmatch(typed):
        return int(found[1]), int(found[2])
    if found := FRENCH.fullmatch(typed):
        return int(found[2]), int(found[1])
    if found := NAMED.fullmatch(typed.lower().translate(PLAIN)):
        for number, name in enumerate(NAMES, 1):
            if found[1].startswith(name):
                return int(found[2]), number
    raise InputError("month")
