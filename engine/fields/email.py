"""The field type `email`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.errors import InputError
from engine.fields.base import Field, Json, Limits, _
from engine.fields.typed import one_line

# The form that HTML gives to addresses (WHATWG, "valid e-mail address"), with a dot in the domain.
LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
ADDRESS = re.compile(rf"[a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{LABEL}(?:\.{LABEL})+")


@dataclass(frozen=True, kw_only=True)
class Email(Field):
    """An e-mail address, as HTML defines it, of 254 characters at most."""

    type_name: ClassVar = "email"
    html: ClassVar[Mapping[str, str]] = {
        "inputmode": "email",
        "autocapitalize": "none",
        "spellcheck": "false",
    }
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "email": _("{label}: write an address in the form name@example.fr."),
    }

    def parse(self, raw: Sequence[str]) -> Json:
        """The address that was typed, None when blank."""
        typed = one_line(raw)
        if typed and (len(typed) > 254 or not ADDRESS.fullmatch(typed)):
            raise InputError("email")
        return typed or None

    def schema(self, limits: Limits) -> dict[str, Any]:
        """A string in the form of an address."""
        del limits
        pattern = f"^{ADDRESS.pattern}$"
        return {"type": "string", "format": "email", "maxLength": 254, "pattern": pattern}
