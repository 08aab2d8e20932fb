"""The rule `D322`: a condition that everything before it has settled."""

from collections.abc import Iterable, Iterator

from engine.analysis.logic import Formula
from engine.analysis.rules.rule import Rule, _
from engine.analysis.spots import Spot
from engine.analysis.view import View
from engine.source import Diagnostic, Severity


class AlwaysTrueHere(Rule):
    """Whoever comes here, the condition is true: what comes before has settled it, so it decides
    nothing. A check that can never fail is told as well.

        - exit: mineur
          when: age < 18
        - step: metier
          when: age >= 18

    Remove the condition, or look at which of the two is meant.
    """

    code = "D322"
    severity = Severity.WARNING

    def wants(self, view: View) -> Iterable[Formula]:
        """Whether each condition may turn out otherwise."""
        for spot in view.conditions():
            yield from (view.closed(spot), view.held(spot))
            yield view.logic.both(view.held(spot), spot.settled)
        for spot in view.checks():
            yield from (spot.around, view.fails(spot))

    def find(self, view: View) -> Iterator[Diagnostic]:
        """The conditions that cannot be closed, the checks that cannot fail."""
        written = {id(one.syntax) for one in view.walk.spots if self.is_written(view, one)}
        for spot in view.conditions():
            is_open = view.can(view.logic.both(view.held(spot), spot.settled))
            if id(spot.syntax) in written and is_open and view.cannot(view.closed(spot)):
                yield self.at(spot.syntax.span, _("This is always true here: it decides nothing"))
        for spot in view.checks():
            if view.can(spot.around) and view.cannot(view.fails(spot)):
                yield self.at(spot.syntax.span, _("This check can never fail: it decides nothing"))

    def is_written(self, view: View, spot: Spot) -> bool:
        """Whether an author wrote the condition: that of a field inside an option is made."""
        if spot.what == "exit":
            return False  # told as an exit that everybody takes
        made = {one.place for one in view.walk.fields if one.field.detail_of}
        return spot.place not in made
