"""The rule `D508`: what only a request has."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic

KEYS = ("silence", "delay", "delays", "appeal")


class SilentNature(Rule):
    """A procedure that is no request says what silence means: nothing is decided on it.

        nature: declaration
        silence: acceptance

    Remove it, or write `nature: demande` when the person asks for a decision.
    """

    code = "D508"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The keys of a decision on what calls for none."""
        procedure = subject.procedure
        for key in KEYS:
            if procedure.nature != "demande" and key in procedure.source.keys:
                message = _("Only a “demande” has “{key}”: nothing is decided on a “{nature}”")
                span = procedure.source.at(key)
                yield self.at(span, message, key=key, nature=procedure.nature)
