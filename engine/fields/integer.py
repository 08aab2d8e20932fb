"""The field type `integer`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.errors import InputError
from engine.expressions import INTEGER, Syntax, Type
from engine.fields.base import Field, Json, Limits, _
from engine.fields.texts import Text, said
from engine.fields.typed import one_line
from engine.source.spec import spec

WHOLE = re.compile(r"[+-]?[0-9]{1,15}")


@dataclass(frozen=True, kw_only=True)
class Integer(Field):
    """A whole number; blanks between groups of digits are ignored."""

    type_name: ClassVar = "integer"
    widget: ClassVar = "line"
    width: ClassVar = "number"
    html: ClassVar[Mapping[str, str]] = {"inputmode": "numeric", "autocomplete": "off"}
    limit_names: ClassVar = ("min", "max")
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "number": _("{label}: write a whole number, in digits."),
        "min": _("{label}: the number must be {limit} or more."),
        "max": _("{label}: the number must be {limit} or less."),
    }

    min: Syntax | None = spec("The least number", default=None)
    max: Syntax | None = spec("The greatest number", default=None)
    unit: Text | None = spec("What is counted, shown after the number", default=None)
    prefix: Text | None = spec("What is shown before the number", default=None)

    def parse(self, raw: Sequence[str]) -> Json:
        """The number that was typed, None when blank."""
        typed = one_line(raw).replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
        if not typed:
            return None
        if not WHOLE.fullmatch(typed):
            raise InputError("number")
        return int(typed)

    def schema(self, limits: Limits) -> dict[str, Any]:
        """An integer within its bounds."""
        return {"type": "integer"} | bounds(limits)

    def kind(self) -> Type:
        """An integer."""
        return INTEGER

    def show(self, answer: Json, language: str) -> str:
        """The number between its prefix and its unit."""
        texts = said(self.prefix, language), str(answer), said(self.unit, language)
        return "\u00a0".join(one for one in texts if one)

    def affixes(self, language: str) -> tuple[str, str]:
        """The prefix and the unit."""
        return said(self.prefix, language), said(self.unit, language)


def bounds(limits: Limits) -> dict[str, Any]:
    """The keywords of JSON Schema for `min` and `max`."""
    names = {"min": "minimum", "max": "maximum"}
    return {names[key]: limits[key] for key in names if key in limits}
