"""The rule `D328`: a value that ranges beside each other leave out."""

from collections.abc import Iterator

from engine.analysis.intervals import seams
from engine.analysis.rules.rule import Rule, _
from engine.analysis.view import View
from engine.source import Diagnostic, Severity


class RangeGap(Rule):
    """Conditions beside each other cut a number or a day in ranges, and one value is in none of
    them: who has it sees nothing.

        - {value: enfant, label: Enfant, when: age < 18}
        - {value: adulte, label: Adulte, when: age > 18}

    Write `<=` or `>=` on one side. For an amount, `<= 9999` and `>= 10000` leave out 9999.50:
    write `< 10000`.
    """

    code = "D328"
    severity = Severity.WARNING

    def find(self, view: View) -> Iterator[Diagnostic]:
        """The values left out that somebody may have."""
        for seam in seams(view):
            if seam.is_gap:
                message = _("{value} is left out here, and in the condition before")
                yield self.at(seam.second.spot.syntax.span, message, value=seam.shown)
