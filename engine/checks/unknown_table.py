"""The rule `D105`: a table that does not exist."""

from collections.abc import Iterator
from pathlib import Path

from engine.checks.rule import ProblemRule, Subject, _
from engine.definitions import Library
from engine.fields import TableChoices
from engine.source import Diagnostic

ROOM = "tables"


class UnknownTable(ProblemRule):
    """A choice is made, or something is read, in a table that does not exist.

        choices: {table: type-de-document, search: intitule}
        compute: lookup("tarif", categorie, "tarif", at=arrivee)

    Write the name of a file of `forms/tables/`, without `.csv`; the nearest is told.
    """

    code = "D105"
    kind = "unknown_table"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The tables that are not in the library."""
        unread = unread_tables(subject.library)
        told = super().check(subject)
        yield from (one for one in told if one.values.get("name") not in unread)
        tables = subject.library.tables
        for *_place, field in subject.procedure.all_fields():
            choices = field.choices
            if isinstance(choices, TableChoices) and choices.table not in {*tables, *unread}:
                span = choices.source.at("table")
                yield self.near(span, _("No table is named “{name}”"), choices.table, tables)


def unread_tables(library: Library) -> frozenset[str]:
    """The tables that are there and could not be read: what is wrong with them is told already."""
    paths = (Path(one.span.path) for one in library.diagnostics)
    return frozenset(path.stem for path in paths if path.parent.name == ROOM)
