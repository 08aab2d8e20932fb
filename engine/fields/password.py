"""The field type `password`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.errors import InputError
from engine.fields.base import Field, Json, Limits, _
from engine.source.spec import spec

MOST = 128


@dataclass(frozen=True, kw_only=True)
class Password(Field):
    """A password: never shown again, never kept in a draft, taken as it is typed.

    It may be pasted. Only the last step of a procedure may ask for one, and only an act that is
    done at once may use it. How strong a new one must be is what that act decides.
    """

    type_name: ClassVar = "password"
    widget: ClassVar = "password"
    is_secret: ClassVar = True
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "max_length": _("{label}: write at most {limit} characters ({length} now)."),
    }

    new: bool = spec("`true` when one chooses it here", default=False)

    @property
    def token(self) -> str:
        """What password managers need to know."""
        return self.autocomplete or ("new-password" if self.new else "current-password")

    def parse(self, raw: Sequence[str]) -> Json:
        """What was typed, blanks around it included; None when nothing was."""
        typed = "".join(raw[:1])
        if "\0" in typed:
            raise InputError("control")
        return typed or None

    def schema(self, limits: Limits) -> dict[str, Any]:
        """A string of 128 characters at most."""
        del limits
        return {"type": "string", "maxLength": MOST}
