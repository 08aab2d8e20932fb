"""The rule `D147`: what must be sent once names no field."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.definitions import Step
from engine.expressions import NOTHING
from engine.source import Diagnostic


class UniqueFields(Rule):
    """`unique_with` names a field that is not asked once: none has this name, or it is in a group.

        unique_with: [hebergemnt, mois]

    Write the names of fields that are out of groups; the nearest is told.
    """

    code = "D147"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The names that are no field out of groups."""
        procedure = subject.procedure
        steps = [part for part in procedure.steps if isinstance(part, Step)]
        known = [one.name for step in steps for one in step.fields if one.kind() is not NOTHING]
        for name in procedure.unique_with:
            if name not in known and not subject.is_lost(name):
                message = _("No field out of groups is named “{name}”")
                yield self.near(procedure.source.at("unique_with"), message, name, known)
