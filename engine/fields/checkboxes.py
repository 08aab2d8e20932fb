"""The field type `choices`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.expressions import Choices as ChoicesType
from engine.expressions import Syntax, Type, Value
from engine.fields.base import Field, Json, Limits, _
from engine.fields.choices import Choices, listed_values
from engine.source.spec import spec


@dataclass(frozen=True, kw_only=True)
class CheckBoxes(Field):
    """Several options among those listed."""

    type_name: ClassVar = "choices"
    widget: ClassVar = "checkboxes"
    limit_names: ClassVar = ("min", "max")
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "required": _("{label}: choose at least one answer."),
        "option": _("{label}: choose among the answers offered."),
        "exclusive": _("{label}: “{option}” cannot be chosen together with another answer."),
        "min": _("{label}: choose at least {limit} answers."),
        "max": _("{label}: choose at most {limit} answers."),
    }

    choices: Choices = spec("The options, or where they come from")  # type: ignore[misc]
    min: Syntax | None = spec("The least number of options", default=None)
    max: Syntax | None = spec("The most options", default=None)

    def parse(self, raw: Sequence[str]) -> Json:
        """The values chosen, in order, None when there is none."""
        return list(dict.fromkeys(text for text in raw if text)) or None

    def schema(self, limits: Limits) -> dict[str, Any]:
        """A list of values, each once."""
        values = listed_values(self.choices)
        item = {"type": "string"} if values is None else {"enum": list(values)}
        names = {"min": "minItems", "max": "maxItems"}
        sizes = {names[key]: limits[key] for key in names if key in limits}
        return {"type": "array", "items": item, "uniqueItems": True} | sizes

    def kind(self) -> Type:
        """Several of the options that are known beforehand."""
        return ChoicesType(listed_values(self.choices))

    def value(self, answer: Json) -> Value:
        """The values as a tuple."""
        return tuple(answer)

    def raw(self, answer: Json) -> list[str]:
        """The values chosen."""
        return list(answer or ())

    def propose(self, value: Value) -> list[str]:
        """The values of a list, or the one value."""
        return [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]

    def measure(self, key: str, answer: Json) -> Value:
        """How many options were chosen."""
        del key
        return len(answer)

    def show(self, answer: Json, language: str) -> str:
        """The values, one after the other."""
        del language
        return ", ".join(answer)
