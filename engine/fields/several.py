"""The field type `several`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.expressions import List, Type, Value
from engine.fields.base import Field, Json, _
from engine.fields.grid import Grid, Row
from engine.source.spec import spec


@dataclass(frozen=True, kw_only=True)
class Several(Grid):
    """Several answers to one question, as the numbers of several lodgings.

        - field: numeros
          type: several
          label: Vos logements
          of: {field: numero, type: registration_number, label: Numéro d'enregistrement}
          max: 10

    It is kept as a list: `count(numeros)`, `"05101…" in numeros`.
    """

    type_name: ClassVar = "several"
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "required": _("{label}: write one answer at least."),
        "cell": _("{label}: check your answers."),
        "min": _("{label}: write {limit} answers at least."),
        "max": _("{label}: write {limit} answers at most."),
    }

    of: Field = spec("The question, as a field")
    min: int = spec("The least number of answers", default=1)
    max: int = spec("The most answers, 200 at most", default=20)

    @property
    def cells(self) -> tuple[Field, ...]:
        """The question, alone in its row."""
        return (self.of,)

    @property
    def most_rows(self) -> int:
        """What `max` says."""
        return self.max

    @property
    def least_rows(self) -> int:
        """What `min` says."""
        return self.min

    def rows_of(self, answer: Json) -> list[Row]:
        """One row an answer."""
        return [{self.of.name: one} for one in answer or ()]

    def answer_of(self, rows: list[dict[str, Json]]) -> Json:
        """The answers without their rows."""
        return [row[self.of.name] for row in rows if self.of.name in row] or None

    def row_schema(self) -> dict[str, Json]:
        """The schema of one answer."""
        return {**self.of.schema({}), **self.of.extra}

    def kind(self) -> Type:
        """A list of answers."""
        return List(self.of.kind())

    def value(self, answer: Json) -> Value:
        """The answers, in order."""
        return tuple(self.of.value(one) for one in answer)

    def propose(self, value: Value) -> list[str]:
        """The texts that would give these answers."""
        values = value if isinstance(value, (list, tuple)) else (value,)
        return super().propose([{self.of.name: one} for one in values])
