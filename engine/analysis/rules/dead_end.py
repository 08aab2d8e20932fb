"""The rule `D323`: a step that nobody can ever pass."""

from collections.abc import Iterable, Iterator

from engine.analysis.logic import Formula
from engine.analysis.rules.rule import Rule, _
from engine.analysis.spots import Stage
from engine.analysis.view import View
from engine.definitions import Step
from engine.source import Diagnostic


class DeadEnd(Rule):
    """One comes to a step, and no answer to its questions is ever accepted: nothing comes after.

        - {field: parts, type: integer, label: Parts, min: 1, max: 10}
        - {field: autres, type: integer, label: Autres parts, min: 1, max: 10}
        …
        checks:
          - {check: parts + autres == 10, message: Dix parts.}
          - {check: parts == autres * 3, message: Trois fois plus.}

    Look at its limits, its options and its checks together: they leave no answer.
    """

    code = "D323"

    def wants(self, view: View) -> Iterable[Formula]:
        """Whether one comes to each step, and whether one may pass it."""
        for stage in steps_of(view):
            yield from (stage.on, view.accepted(stage))

    def find(self, view: View) -> Iterator[Diagnostic]:
        """The steps that are reached and never accepted, unless one of their checks says why."""
        checks = view.checks_by_part()
        for stage in steps_of(view):
            if not view.cannot(view.accepted(stage)) or not view.can(stage.on):
                continue
            if not any(view.cannot(view.passes(one)) for one in checks.get(stage.place, ())):
                message = _("No answers to “{name}” can ever be accepted: nothing comes after it")
                span = stage.part.source.at("step")
                yield self.at(span, message, name=stage.part.name)


def steps_of(view: View) -> Iterator[Stage]:
    """The steps, those of groups too."""
    return (one for one in view.walk.stages if isinstance(one.part, Step))
