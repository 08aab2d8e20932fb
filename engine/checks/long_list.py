"""The rule `D243`: a table too long to be listed."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.fields import LISTED_MOST, TableChoices
from engine.source import Diagnostic


class LongList(Rule):
    """All rows of a table are listed, and there are more than 200: nobody reads so many options.

        choices: {table: communes, all: true}

    Remove `all: true`: the person looks for a row with their own words. Or keep some of them in a
    shorter table.
    """

    code = "D243"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The tables that are listed whole and are too long for it."""
        for *_place, field in subject.procedure.all_fields():
            choices = field.choices
            if not isinstance(choices, TableChoices) or not choices.whole:
                continue
            table = subject.library.tables.get(choices.table)
            if table is not None and len(table.rows) > LISTED_MOST:
                message = _("“{name}” has {count} rows: at most {most} are listed without a search")
                yield self.at(
                    choices.source.at("all"), message,
                    name=choices.table, count=len(table.rows), most=LISTED_MOST,
                )  # fmt: skip
