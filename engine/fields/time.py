"""The field type `time`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.errors import InputError
from engine.expressions import Syntax
from engine.fields.base import Field, Json, Limits, _
from engine.fields.typed import one_line
from engine.source.spec import spec

TYPED = re.compile(r"([0-9]{1,2}) ?(?:[h:.] ?([0-9]{2})?|([0-9]{2}))(?: ?(?:min|mn))?")
KEPT = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True, kw_only=True)
class Time(Field):
    """A time of the day to the minute, typed as 14:30, 14 h 30 or 14h and kept as `14:30`.

    Expressions read it as a text. Its limits are written as it is kept: `min: '"08:00"'`.
    """

    type_name: ClassVar = "time"
    widget: ClassVar = "line"
    width: ClassVar = "number"
    hint: ClassVar = _("HH:MM")
    html: ClassVar[Mapping[str, str]] = {"autocomplete": "off"}
    limit_names: ClassVar = ("min", "max")
    unsaid_limits: ClassVar = frozenset({"min", "max"})
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "time": _("{label}: write a time such as 14:30."),
        "min": _("{label}: the time must be {limit} or later."),
        "max": _("{label}: the time must be {limit} or earlier."),
    }

    min: Syntax | None = spec("The first time accepted, as `'\"08:00\"'`", default=None)
    max: Syntax | None = spec("The last time accepted, as `'\"18:00\"'`", default=None)

    def parse(self, raw: Sequence[str]) -> Json:
        """The time that was typed, as HH:MM, None when blank."""
        typed = one_line(raw).lower()
        if not typed:
            return None
        found = TYPED.fullmatch(typed)
        kept = f"{int(found[1]):02}:{found[2] or found[3] or '00'}" if found else ""
        if not KEPT.fullmatch(kept):
            raise InputError("time")
        return kept

    def schema(self, limits: Limits) -> dict[str, Any]:
        """A string in the form HH:MM."""
        del limits
        return {"type": "string", "pattern": f"^{KEPT.pattern}$"}

    def show(self, answer: Json, language: str) -> str:
        """The time, as people of the language write it."""
        return answer.replace(":", "\u00a0h\u00a0") if language == "fr" else str(answer)
