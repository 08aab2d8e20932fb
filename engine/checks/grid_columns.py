"""The rule `D150`: rows of cells that cannot be drawn."""

from collections import Counter
from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.expressions import FILES, NOTHING, Choices
from engine.fields import Consent, Field, Grid, TableChoices
from engine.fields.grid import KEY, POSITION
from engine.source import Diagnostic

RESERVED = (KEY, POSITION)


class GridColumns(Rule):
    """A `table_of` or a `several` holds a question that is more than one control, or two of a name.

        columns:
          - {field: lieu, type: address, label: Adresse}

    A cell is one control, always there: no address, person, list of boxes, file, secret, search in
    a table, nor rows in rows, and no `when`. Ask for more in a group. The columns have names of
    their own, other than `key` and `position`, and labels; the rows have values of their own.
    """

    code = "D150"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The columns and the rows that cannot be."""
        for *_place, field in subject.procedure.all_fields():
            if isinstance(field, Grid):
                for one in field.cells:
                    yield from self.column(one)
                yield from self.twice(field)

    def column(self, field: Field) -> Iterator[Diagnostic]:
        """What is wrong with a column."""
        if not is_one_control(field):
            message = _("A field of the type “{type}” cannot stand in a row")
            yield self.at(field.source.at("type"), message, type=field.type_name)
        if field.when is not None:
            yield self.at(field.when.span, _("What stands in a row has no condition"))
        if field.name in RESERVED:
            message = _("Each row has a “{name}” already")
            yield self.at(field.source.at("field"), message, name=field.name)
        if field.label is None:
            yield self.at(field.source.span, _("A column needs a label"))

    def twice(self, grid: Grid) -> Iterator[Diagnostic]:
        """The columns and the rows of one name."""
        columns = Counter(one.name for one in grid.cells)
        rows = Counter(one.value for one in grid.named_rows)
        message = _("“{name}” is there twice")
        for column in grid.cells:
            if columns[column.name] > 1:
                yield self.at(column.source.at("field"), message, name=column.name)
        for row in grid.named_rows:
            if rows[row.value] > 1:
                yield self.at(row.source.at("value"), message, name=row.value)


def is_one_control(field: Field) -> bool:
    """Whether a question is answered with one control, which holds what was typed."""
    if field.parts or field.is_secret or isinstance(field, (Consent, Grid)):
        return False
    if isinstance(field.choices, TableChoices):
        return False
    kind = field.kind()
    return kind not in (NOTHING, FILES) and not isinstance(kind, Choices)
