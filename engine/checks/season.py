"""The rule `D509`: a season that never comes."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic


class Season(Rule):
    """The opening of a procedure mixes a day of every year with a day of one year, or ends before
    it begins.

        opening: {from: 09-01, to: 2026-12-31}

    Write both days alike: `{from: 09-01, to: 12-31}` each year, or once
    `{from: 2026-09-01, to: 2026-12-31}`.
    """

    code = "D509"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """An opening that cannot be."""
        opening = subject.procedure.opening
        if opening is None:
            return
        if opening.first.of_every_year != opening.last.of_every_year:
            message = _("Both days are written alike: with their year, or without")
            yield self.at(opening.source.at("to"), message)
        elif not opening.first.of_every_year and opening.last.as_date() < opening.first.as_date():
            yield self.at(opening.source.at("to"), _("This ends before it begins"))
