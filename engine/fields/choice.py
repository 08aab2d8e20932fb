"""The field type `choice`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from engine.expressions import Choice as ChoiceType
from engine.expressions import Type
from engine.fields.base import Field, Json, Limits, _
from engine.fields.choices import Choices, listed_values
from engine.source.spec import spec

MOST = 200


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One option among several, listed here, in a table or in the profile."""

    type_name: ClassVar = "choice"
    widget: ClassVar = "radio"
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "required": _("{label}: choose an answer."),
        "option": _("{label}: choose one of the answers offered."),
    }

    choices: Choices = spec("The options, or where they come from")  # type: ignore[misc]
    show_as: Literal["radio", "select", "buttons"] = spec(
        "`radio`, `select`, or `buttons` that go on at once", default="radio"
    )

    def parse(self, raw: Sequence[str]) -> Json:
        """The value chosen, None when there is none."""
        return "".join(raw[:1])[:MOST] or None

    def schema(self, limits: Limits) -> dict[str, Any]:
        """One of the values listed; those of tables and profiles are looked up besides."""
        del limits
        values = listed_values(self.choices)
        return {"type": "string"} if values is None else {"enum": list(values)}

    def kind(self) -> Type:
        """A choice of the options that are known beforehand."""
        return ChoiceType(listed_values(self.choices))
