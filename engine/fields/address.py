"""The field type `address`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.errors import InputError
from engine.expressions import TEXT, Record, Type
from engine.fields.base import Field, Json, Limits, _
from engine.fields.typed import one_line

MOST = 120
FIVE = re.compile("[0-9]{5}")
STREET, MORE, CODE, TOWN = "adresse", "complement", "code_postal", "commune"


@dataclass(frozen=True, kw_only=True)
class Address(Field):
    """A postal address in France: number and street, what completes them, postcode, town.

    Expressions read its parts as `adresse`, `complement`, `code_postal` and `commune`. It is
    prefilled by a record of the profile that has such columns, or by the one chosen in a list, and
    kept in such a record:

        prefill: profile.contact
        save_to: profile.contact

    Browsers fill it in with the address of their person; for another one write
    `autocomplete: "off"`.
    """

    type_name: ClassVar = "address"
    widget: ClassVar = "person"
    part_labels: ClassVar[Mapping[str, str]] = {
        STREET: _("Number and street"),
        MORE: _("Building, floor, place name"),
        CODE: _("Postcode"),
        TOWN: _("Town"),
    }
    part_tokens: ClassVar[Mapping[str, str]] = {
        STREET: "address-line1",
        MORE: "address-line2",
        CODE: "postal-code",
        TOWN: "address-level2",
    }
    optional_parts: ClassVar[frozenset[str]] = frozenset({MORE})
    parts_in_digits: ClassVar[frozenset[str]] = frozenset({CODE})
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "incomplete": _("{label}: write the number and street, the postcode and the town."),
        "postal_code": _("{label}: write the five digits of the postcode, such as 05340."),
        "max_length": _("{label}: write at most 120 characters in each part."),
    }

    @property
    def parts(self) -> tuple[str, ...]:
        """What each line of the address is."""
        return STREET, MORE, CODE, TOWN

    def parse(self, raw: Sequence[str]) -> Json:
        """A mapping of the parts that were typed, None when all are blank."""
        typed = [one_line([text]) for text in raw] + [""] * len(self.parts)
        found = {part: text for part, text in zip(self.parts, typed, strict=False) if text}
        if not found:
            return None
        if not {STREET, CODE, TOWN} <= found.keys():
            raise InputError("incomplete")
        found[CODE] = found[CODE].replace(" ", "")
        if not FIVE.fullmatch(found[CODE]):
            raise InputError("postal_code")
        if any(len(text) > MOST for text in found.values()):
            raise InputError("max_length")
        return found

    def schema(self, limits: Limits) -> dict[str, Any]:
        """An object with its parts."""
        del limits
        part = {"type": "string", "minLength": 1, "maxLength": MOST}
        code = {"type": "string", "pattern": f"^{FIVE.pattern}$"}
        return {
            "type": "object",
            "properties": {STREET: part, MORE: part, CODE: code, TOWN: part},
            "required": [STREET, CODE, TOWN],
            "additionalProperties": False,
        }

    def kind(self) -> Type:
        """A record of its parts."""
        return Record(dict.fromkeys(self.parts, TEXT))

    def raw(self, answer: Json) -> list[str]:
        """The parts, in order."""
        return [(answer or {}).get(part, "") for part in self.parts]

    def show(self, answer: Json, language: str) -> str:
        """The address on one line."""
        del language
        lines = [answer[part] for part in (STREET, MORE) if answer.get(part)]
        return ", ".join([*lines, f"{answer[CODE]}\u00a0{answer[TOWN]}"])
