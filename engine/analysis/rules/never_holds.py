"""The rule `D324`: a check that always fails."""

from collections.abc import Iterable, Iterator

from engine.analysis.logic import Formula
from engine.analysis.rules.rule import Rule, _
from engine.analysis.view import View
from engine.source import Diagnostic


class NeverHolds(Rule):
    """Whatever is answered, the check fails: nobody passes. The limits of the fields exclude it, as
    those of a sum, or what comes before.

        - group: parts
          min: 1
          max: 4
          …
                - {field: part, type: integer, label: Part en %, min: 1, max: 20}
          checks:
            - {check: sum(parts.part) == 100, message: Le total doit être de 100 %.}

    Change the check, or the limits: four parts of 20 at most never make 100.
    """

    code = "D324"

    def wants(self, view: View) -> Iterable[Formula]:
        """Whether each check may hold."""
        for spot in view.checks():
            yield from (spot.around, view.passes(spot))

    def find(self, view: View) -> Iterator[Diagnostic]:
        """The checks that one comes to and that always fail."""
        for spot in view.checks():
            if view.cannot(view.passes(spot)) and view.can(spot.around):
                yield self.at(spot.syntax.span, _("This check can never hold: nobody passes here"))
