"""The rule `D325`: a procedure that nobody can send."""

from collections.abc import Iterable, Iterator

from engine.analysis.logic import Formula
from engine.analysis.rules.rule import Rule, _
from engine.analysis.view import View
from engine.definitions import Exit, conditions_of
from engine.source import Diagnostic


class EverybodyLeaves(Rule):
    """Whoever comes to an exit leaves there, so that what comes after is never reached; or all that
    is asked can be answered, and the procedure can still not be sent.

        - exit: mineur
          when: age < 18
        - exit: majeur
          when: age >= 18
        - step: adresse

    Look at the condition of the exit, and at those of the exits before it. An exit that ends the
    way of everybody stands last, without a condition.
    """

    code = "D325"

    def wants(self, view: View) -> Iterable[Formula]:
        """Whether one may pass each exit; whether the procedure may be sent."""
        yield from (view.walk.sent, view.walk.end)
        for stage in view.walk.stages:
            if isinstance(stage.part, Exit):
                yield from (stage.on, view.passed(stage))

    def find(self, view: View) -> Iterator[Diagnostic]:
        """The exits that nobody passes; the procedure, when its own checks exclude each other."""
        for stage in view.walk.stages:
            part = stage.part
            if not isinstance(part, Exit) or not conditions_of(part):
                continue
            if view.can(stage.on) and view.cannot(view.passed(stage)):
                message = _("Everybody who comes here leaves: what comes after is never reached")
                span = part.when.span if part.when is not None else part.source.at("exit")
                yield self.at(span, message)
        if view.can(view.walk.end) and view.cannot(view.walk.sent):
            own = view.checks_by_part().get("procedure", ())
            if not any(view.cannot(view.passes(one)) for one in own):
                span = view.procedure.source.at("procedure")
                yield self.at(span, _("All can be answered, and it can never be sent"))
