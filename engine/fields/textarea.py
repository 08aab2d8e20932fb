"""The field type `textarea`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.expressions import Syntax, Value
from engine.fields.base import Field, Json, Limits, _
from engine.fields.typed import clean, text_schema
from engine.source.spec import spec

MOST = 10_000


@dataclass(frozen=True, kw_only=True)
class TextArea(Field):
    """A text of several lines; a new line counts as one character, whatever browsers send."""

    type_name: ClassVar = "textarea"
    widget: ClassVar = "textarea"
    limit_names: ClassVar = ("min_length", "max_length", "words_max")
    unsaid_limits: ClassVar = frozenset({"words_max"})
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "min_length": _("{label}: write at least {limit} characters ({length} now)."),
        "max_length": _("{label}: write at most {limit} characters ({length} now)."),
        "words_max": _("{label}: write at most {limit} words ({length} now)."),
    }

    min_length: Syntax | None = spec("The least number of characters", default=None)
    max_length: Syntax | None = spec("The most characters, 10,000 if not said", default=None)
    words_max: Syntax | None = spec("The most words", default=None)

    def parse(self, raw: Sequence[str]) -> Json:
        """The lines that were typed, None when blank."""
        return clean(raw) or None

    def schema(self, limits: Limits) -> dict[str, Any]:
        """A string within its lengths."""
        return text_schema(limits, "", MOST)

    def measure(self, key: str, answer: Json) -> Value:
        """The length, in code points, or how many words there are."""
        return len(answer.split()) if key == "words_max" else len(answer)
