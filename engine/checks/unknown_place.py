"""The rule `D110`: a check said beside a field that is not on its step."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic


class UnknownPlace(Rule):
    """The message of a check is to be said beside a field that the step does not have.

        checks:
          - {check: depart > arrivee, message: Partez après l'arrivée., on: départ}

    Write the name of a field of this step; the nearest is told.
    """

    code = "D110"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The checks whose `on` is no field of their step."""
        for _group, step in subject.procedure.all_steps():
            known = [field.name for field in step.fields]
            for check in step.checks:
                if check.on and check.on not in known and not subject.is_lost(check.on):
                    message = _("This step has no field “{name}”")
                    yield self.near(check.source.at("on"), message, check.on, known)
        groups = [group.checks for _outer, group in subject.procedure.all_groups()]
        for checks in (*groups, subject.procedure.checks):
            for check in checks:
                if check.on:
                    message = _("Only the checks of a step are said beside a field: remove “on”")
                    yield self.at(check.source.at("on"), message)
