"""The field type `text`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.expressions import Syntax, Value
from engine.fields.base import Field, Json, Limits, _
from engine.fields.typed import one_line, text_schema
from engine.source.spec import spec

MOST = 1000


@dataclass(frozen=True, kw_only=True)
class TextField(Field):
    """A text of one line.

    It is kept without blanks around, each accent in one form (NFC); lengths count code points.
    """

    type_name: ClassVar = "text"
    limit_names: ClassVar = ("min_length", "max_length", "words_max")
    unsaid_limits: ClassVar = frozenset({"words_max"})
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "min_length": _("{label}: write at least {limit} characters ({length} now)."),
        "max_length": _("{label}: write at most {limit} characters ({length} now)."),
        "words_max": _("{label}: write at most {limit} words ({length} now)."),
    }

    min_length: Syntax | None = spec("The least number of characters", default=None)
    max_length: Syntax | None = spec("The most characters, 1,000 if not said", default=None)
    words_max: Syntax | None = spec("The most words", default=None)
    pattern: str = spec("A regular expression that the whole answer must match", default="")

    def parse(self, raw: Sequence[str]) -> Json:
        """The line that was typed, None when blank."""
        return one_line(raw) or None

    def schema(self, limits: Limits) -> dict[str, Any]:
        """A string within its lengths."""
        return text_schema(limits, self.pattern, MOST)

    def measure(self, key: str, answer: Json) -> Value:
        """The length, in code points, or how many words there are."""
        return len(answer.split()) if key == "words_max" else len(answer)
