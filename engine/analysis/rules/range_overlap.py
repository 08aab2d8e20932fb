"""The rule `D329`: a value that two ranges beside each other have in common."""

from collections.abc import Iterator

from engine.analysis.intervals import seams
from engine.analysis.rules.rule import Rule, _
from engine.analysis.view import View
from engine.source import Diagnostic, Severity


class RangeOverlap(Rule):
    """Conditions beside each other cut a number or a day in ranges, and one value is in two of
    them: who has it sees both.

        - step: enfant
          when: age <= 18
        - step: adulte
          when: age >= 18

    Write `<` or `>` on one side.
    """

    code = "D329"
    severity = Severity.WARNING

    def find(self, view: View) -> Iterator[Diagnostic]:
        """The values in two ranges that somebody may have."""
        for seam in seams(view):
            if not seam.is_gap:
                message = _("{value} is in this range, and in that of the condition before")
                yield self.at(seam.second.spot.syntax.span, message, value=seam.shown)
