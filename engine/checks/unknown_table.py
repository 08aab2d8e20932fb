"""The rule `D105`: a table that does not exist."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.fields import TableChoices
from engine.source import Diagnostic


class UnknownTable(Rule):
    """A choice is made in a table that does not exist.

        choices: {table: type-de-document, search: intitule}

    Write the name of a file of `forms/tables/`, without `.csv`; the nearest is told.
    """

    code = "D105"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The tables that are not in the library."""
        tables = subject.library.tables
        for *_place, field in subject.procedure.all_fields():
            choices = field.choices
            if isinstance(choices, TableChoices) and choices.table not in tables:
                span = choices.source.at("table")
                yield self.near(span, _("No table is named “{name}”"), choices.table, tables)
