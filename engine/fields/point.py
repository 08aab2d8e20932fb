"""The field type `point`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from engine.errors import InputError
from engine.expressions import DECIMAL, Record, Type, Value
from engine.fields.base import Field, Json, Limits, _
from engine.fields.numerals import decimal_in, exact, typed_again, written

PLACES = 8
LATITUDE, LONGITUDE = "latitude", "longitude"
FURTHEST: Mapping[str, int] = {LATITUDE: 90, LONGITUDE: 180}


@dataclass(frozen=True, kw_only=True)
class Point(Field):
    """A place on the Earth by its latitude and longitude, in degrees with decimals (WGS 84).

    Expressions read its parts as `latitude` and `longitude`. There is no map: a person copies both
    from one, or from a telephone.
    """

    type_name: ClassVar = "point"
    widget: ClassVar = "person"
    part_labels: ClassVar[Mapping[str, str]] = {
        LATITUDE: _("Latitude"),
        LONGITUDE: _("Longitude"),
    }
    part_tokens: ClassVar[Mapping[str, str]] = {LATITUDE: "off", LONGITUDE: "off"}
    parts_short: ClassVar[frozenset[str]] = frozenset({LATITUDE, LONGITUDE})
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "incomplete": _("{label}: write both the latitude and the longitude."),
        "number": _("{label}: write degrees with decimals, such as 44,8449 and 6,4953."),
        "places": _("{label}: write at most {limit} decimals."),
        "range": _(
            "{label}: the latitude is between -90 and 90, the longitude between -180 and 180."
        ),
    }

    @property
    def parts(self) -> tuple[str, ...]:
        """Latitude, longitude."""
        return LATITUDE, LONGITUDE

    def parse(self, raw: Sequence[str]) -> Json:
        """The two numbers that were typed, as texts, None when both are blank."""
        typed = dict(zip(self.parts, raw, strict=False))
        found = {
            part: number
            for part, text in typed.items()
            if (number := decimal_in([text.rstrip("°")], PLACES, signed=True)) is not None
        }
        if not found:
            return None
        if len(found) < len(self.parts):
            raise InputError("incomplete")
        if any(abs(number) > FURTHEST[part] for part, number in found.items()):
            raise InputError("range")
        return {part: written(number) for part, number in found.items()}

    def schema(self, limits: Limits) -> dict[str, Any]:
        """An object with both numbers, each a string."""
        del limits
        return {
            "type": "object",
            "properties": {LATITUDE: degrees("[0-9]|[1-8][0-9]", 90),
                           LONGITUDE: degrees("[0-9]|[1-9][0-9]|1[0-7][0-9]", 180)},
            "required": list(self.parts),
            "additionalProperties": False,
        }  # fmt: skip

    def kind(self) -> Type:
        """A record of two numbers."""
        return Record(dict.fromkeys(self.parts, DECIMAL))

    def value(self, answer: Json) -> Value:
        """The two numbers themselves."""
        return {part: exact(answer[part]) for part in self.parts}

    def raw(self, answer: Json) -> list[str]:
        """The two numbers, with commas."""
        found = answer or {}
        texts = {part: written(one) if isinstance(one, Decimal) else one
                 for part, one in found.items()}  # fmt: skip
        return [typed_again(texts.get(part, "")) for part in self.parts]

    def show(self, answer: Json, language: str) -> str:
        """Latitude, then longitude."""
        del language
        return ", ".join(f"{answer[part]}°" for part in self.parts)


def degrees(below: str, most: int) -> dict[str, Any]:
    """The schema of a number of degrees from `-most` to `most`."""
    decimals = f"([.][0-9]{{0,{PLACES - 1}}}[1-9])?"
    return {"type": "string", "pattern": f"^(?!-0$)-?(({below}){decimals}|{most})$"}
