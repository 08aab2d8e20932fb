"""The field type `tel`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar

from engine.errors import InputError
from engine.fields.base import Field, Json, Limits, _
from engine.fields.typed import one_line

# One numbering plan: a number of overseas is dialled the same from anywhere in France. Those of
# overseas come first, as their blocks are parts of it.
REGIONS = ("RE", "GP", "MQ", "GF", "YT", "FR")
TYPED = re.compile(r"\+?[0-9][0-9 .()/-]{3,30}")
KEPT = re.compile(r"\+[1-9][0-9]{4,14}")


@dataclass(frozen=True, kw_only=True)
class Tel(Field):
    """A telephone number of France, overseas included, or of another country after its `+`.

    It is kept as `+33123456789` (E.164) and shown as people dial it: 01 23 45 67 89.
    """

    type_name: ClassVar = "tel"
    widget: ClassVar = "tel"
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "tel": _("{label}: write a telephone number such as 01 23 45 67 89 or +32 2 123 45 67."),
    }

    @property
    def token(self) -> str:
        """Browsers know the number of their person."""
        return self.autocomplete or "tel"

    def parse(self, raw: Sequence[str]) -> Json:
        """The number that was typed, None when blank."""
        typed = one_line(raw)
        if not typed:
            return None
        found = number_in(typed)
        if found is None:
            raise InputError("tel")
        return found

    def schema(self, limits: Limits) -> dict[str, Any]:
        """A string in the form of E.164."""
        del limits
        return {"type": "string", "pattern": f"^{KEPT.pattern}$"}

    def raw(self, answer: Json) -> list[str]:
        """The number as it is dialled."""
        return [] if answer is None else [dialled(str(answer))]

    def show(self, answer: Json, language: str) -> str:
        """The number as it is dialled."""
        del language
        return dialled(str(answer))


def number_in(typed: str) -> str | None:
    """The number written in a text, as E.164; None when it is none."""
    if not TYPED.fullmatch(typed):
        return None
    # Loaded when it is first needed: its tables take long.
    numbers: Any = import_module("phonenumbers")
    for region in REGIONS:
        try:
            found = numbers.parse(typed, region)
        except numbers.NumberParseException:
            continue
        if numbers.is_valid_number(found):
            written = numbers.format_number(found, numbers.PhoneNumberFormat.E164)
            return str(written) if KEPT.fullmatch(written) else None
    return None


def dialled(kept: str) -> str:
    """A number kept, as it is dialled in France; as it was kept when it is no number."""
    if not KEPT.fullmatch(kept):
        return kept
    numbers: Any = import_module("phonenumbers")
    try:
        found = numbers.parse(kept, None)
    except numbers.NumberParseException:
        return kept
    national = str(numbers.format_number(found, numbers.PhoneNumberFormat.NATIONAL))
    if number_in(national) == kept:
        return national
    return str(numbers.format_number(found, numbers.PhoneNumberFormat.INTERNATIONAL))
