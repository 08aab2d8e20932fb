"""The field type `rating`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.errors import InputError
from engine.expressions import INTEGER, Type
from engine.fields.base import Field, Json, Limits, _
from engine.fields.texts import Text, said
from engine.source.spec import spec

MOST_STEPS = 11


@dataclass(frozen=True, kw_only=True)
class Rating(Field):
    """A whole number on a scale of at most eleven steps, chosen with one press.

        - {field: avis, type: rating, label: Votre avis, low: Pas utile, high: Très utile}

    `low` and `high` say what the ends mean; expressions read it as a whole number.
    """

    type_name: ClassVar = "rating"
    widget: ClassVar = "scale"
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "required": _("{label}: choose an answer."),
        "option": _("{label}: choose one of the answers offered."),
    }

    least: int = spec("The number at the low end", default=1)
    most: int = spec("The number at the high end, at most ten more", default=5)
    low: Text | None = spec("What the low end means", default=None)
    high: Text | None = spec("What the high end means", default=None)

    @property
    def steps(self) -> range:
        """The numbers of the scale."""
        last = min(self.most, self.least + MOST_STEPS - 1)
        return range(self.least, max(self.least, last) + 1)

    def parse(self, raw: Sequence[str]) -> Json:
        """The number chosen, None when there is none."""
        typed = "".join(raw[:1])
        numbers = {str(step): step for step in self.steps}
        if typed and typed not in numbers:
            raise InputError("option")
        return numbers.get(typed)

    def schema(self, limits: Limits) -> dict[str, Any]:
        """One of the numbers of the scale."""
        del limits
        return {"type": "integer", "minimum": self.steps[0], "maximum": self.steps[-1]}

    def kind(self) -> Type:
        """An integer."""
        return INTEGER

    def offered(self, language: str) -> list[tuple[str, str]]:
        """The steps, with what the ends mean."""
        words = {self.steps[0]: said(self.low, language), self.steps[-1]: said(self.high, language)}
        return [(str(step), named(step, words.get(step, ""))) for step in self.steps]

    def show(self, answer: Json, language: str) -> str:
        """The number, and of how many."""
        del language
        return f"{answer}\u00a0/\u00a0{self.steps[-1]}"


def named(step: int, word: str) -> str:
    """A step of the scale, with what it means."""
    return f"{step} – {word}" if word else str(step)
