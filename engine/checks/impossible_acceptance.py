"""The rule `D171`: what cannot be accepted."""

import re
from collections.abc import Iterator, Mapping

from engine.checks.accepting import named_spans
from engine.checks.rule import Rule, Subject, _
from engine.definitions import Acceptance
from engine.source import Diagnostic, Span

CHECK = re.compile(r"\.checks\[[0-9]+\]$")
# The delays and the actions of the whole procedure, and its checks.
OF_ALL = "procedure"


class ImpossibleAcceptance(Rule):
    """A warning is accepted without a reason, or at a place that does not exist.

        accepted:
          - {code: D603, at: coordonees, reason: ""}

    Say why the procedure is right as it is: whoever changes it next must know. Only warnings are
    accepted; an error is to be put right.
    """

    code = "D171"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The acceptances that say no reason, or name no place."""
        places = named_spans(subject.procedure)
        for each in subject.procedure.accepted:
            yield from self.about(each, places)

    def about(self, each: Acceptance, places: Mapping[str, Span]) -> Iterator[Diagnostic]:
        """What is wrong with one acceptance."""
        if not each.reason.strip():
            message = _("Say for which reason the warning {name} is accepted")
            yield self.at(each.source.at("reason"), message, name=each.code)
        around = CHECK.sub("", each.at)
        if each.at and around not in places and not around.startswith(OF_ALL):
            message = _("“{name}” is no part, field or option of this procedure")
            yield self.near(each.source.at("at"), message, each.at, places)
