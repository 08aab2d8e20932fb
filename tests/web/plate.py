"""A type of field that the engine does not have: all that it takes is in this file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.errors import InputError
from engine.fields import Field, Json, Limits

PLATE = re.compile("[A-Z]{2}-[0-9]{3}-[A-Z]{2}")


@dataclass(frozen=True, kw_only=True)
class Plate(Field):
    """The number plate of a vehicle, kept as `AB-123-CD`."""

    type_name: ClassVar = "plate"
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "plate": "{label} : saisissez un numéro comme AB-123-CD.",
    }

    def parse(self, raw: Sequence[str]) -> Json:
        """The plate that was typed, None when blank."""
        typed = "".join(raw[:1]).strip().upper().replace(" ", "-")
        if typed and not PLATE.fullmatch(typed):
            raise InputError("plate")
        return typed or None

    def schema(self, limits: Limits) -> dict[str, Any]:
        """A string in the form of a plate."""
        del limits
        return {"type": "string", "pattern": f"^{PLATE.pattern}$"}

    def show(self, answer: Json, language: str) -> str:
        """The plate without its dashes."""
        del language
        return str(answer).replace("-", "\u00a0")
