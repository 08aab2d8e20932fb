"""The rule `D321`: what nobody ever comes to."""

from collections.abc import Iterable, Iterator

from engine.analysis.logic import Formula
from engine.analysis.rules.rule import Rule, _
from engine.analysis.view import View
from engine.source import Diagnostic


class NeverReached(Rule):
    """On no way through the procedure the condition holds: what it decides is never shown. Each
    condition may be right by itself; it is all that comes before that excludes it.

        - {field: age, type: integer, label: Âge}
        - exit: mineur
          when: age < 18
        …
        - step: argent-de-poche
          when: age < 12

    Look at the questions, the limits, the checks and the exits before it: one of them leaves no
    case for this one. Correct one of the two, or remove what is never shown.
    """

    code = "D321"

    def wants(self, view: View) -> Iterable[Formula]:
        """Whether one comes to each condition, and whether it may hold."""
        for spot in view.conditions():
            yield from (spot.around, view.held(spot))

    def find(self, view: View) -> Iterator[Diagnostic]:
        """The conditions that one comes to and that never hold; none inside what is not reached."""
        for spot in view.conditions():
            if view.cannot(view.held(spot)) and view.can(spot.around):
                message = _("This is never true here: nobody ever comes to “{name}”")
                yield self.at(spot.syntax.span, message, name=spot.place)
