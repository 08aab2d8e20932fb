"""The field type `code`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.errors import InputError
from engine.fields.base import Field, Json, Limits, _
from engine.fields.typed import one_line
from engine.source.spec import spec

MOST = 40


@dataclass(frozen=True, kw_only=True)
class Code(Field):
    """A code received by post, by mail or from an application: used once, never kept in a draft.

    Blanks, dashes and capitals do not matter.
    """

    type_name: ClassVar = "code"
    widget: ClassVar = "code"
    is_secret: ClassVar = True
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "code": _("{label}: check this code, it is longer than any that we send."),
    }

    digits: bool = spec("`true` when it is made of digits only", default=False)

    @property
    def token(self) -> str:
        """A code of digits may be filled in by the telephone that received it."""
        return self.autocomplete or ("one-time-code" if self.digits else "off")

    def parse(self, raw: Sequence[str]) -> Json:
        """What was typed, on one line; None when blank."""
        typed = one_line(raw)
        if len(typed) > MOST:
            raise InputError("code")
        return typed or None

    def schema(self, limits: Limits) -> dict[str, Any]:
        """A short string."""
        del limits
        return {"type": "string", "maxLength": MOST}
