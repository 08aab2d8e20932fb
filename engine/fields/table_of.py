"""The field type `table_of`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.fields.base import Field, _
from engine.fields.choices import Option
from engine.fields.grid import Grid
from engine.source.spec import spec


@dataclass(frozen=True, kw_only=True)
class TableOf(Grid):
    """A small table: the same questions in each row, all on one page.

    The rows are those of `rows`, or as many as the person needs, up to `max`:

        - field: budget
          type: table_of
          label: Budget du foyer
          columns:
            - {field: montant, type: money, label: Montant par mois}
            - {field: source, type: text, label: Précisions, optional: true}
          rows: [{value: loyer, label: Loyer}, {value: charges, label: Charges}]

    Expressions read its columns: `sum(budget.montant)`, `count(budget)`. A row knows its `position`
    and its `key`. A cell is one control: types with several, files and secrets are no columns. A
    computed column says what it `shows`; it reads the others of its row by their names. The
    `default` of a column is proposed in each row that the author names.
    """

    type_name: ClassVar = "table_of"
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "required": _("{label}: fill in a row at least."),
        "cell": _("{label}: check what is in the table."),
        "min": _("{label}: fill in {limit} rows at least."),
        "max": _("{label}: fill in {limit} rows at most."),
    }

    columns: tuple[Field, ...] = spec("The questions of each row, as fields")
    rows: tuple[Option, ...] = spec("The rows, when the author names them", default=())
    min: int = spec("The least number of rows, when the person adds them", default=1)
    max: int = spec("The most rows, 200 at most", default=20)

    @property
    def cells(self) -> tuple[Field, ...]:
        """The columns."""
        return self.columns

    @property
    def named_rows(self) -> tuple[Option, ...]:
        """The rows that the author names."""
        return self.rows

    @property
    def most_rows(self) -> int:
        """What `max` says."""
        return self.max

    @property
    def least_rows(self) -> int:
        """What `min` says."""
        return self.min
