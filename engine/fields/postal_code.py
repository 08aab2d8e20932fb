"""The field type `postal_code`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.errors import InputError
from engine.fields.base import Field, Json, Limits, _
from engine.fields.typed import one_line

FIVE = re.compile("[0-9]{5}")


@dataclass(frozen=True, kw_only=True)
class PostalCode(Field):
    """A French postcode: five digits, kept as a text, so that `05340` keeps its zero."""

    type_name: ClassVar = "postal_code"
    widget: ClassVar = "postal_code"
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "postal_code": _("{label}: write the five digits of the postcode, such as 05340."),
    }

    @property
    def token(self) -> str:
        """Browsers know the postcode of their person."""
        return self.autocomplete or "postal-code"

    def parse(self, raw: Sequence[str]) -> Json:
        """The five digits that were typed, None when blank."""
        typed = one_line(raw).replace(" ", "")
        if typed and not FIVE.fullmatch(typed):
            raise InputError("postal_code")
        return typed or None

    def schema(self, limits: Limits) -> dict[str, Any]:
        """A string of five digits."""
        del limits
        return {"type": "string", "pattern": f"^{FIVE.pattern}$"}
