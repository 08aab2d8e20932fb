"""The rule `D143`: a parameter that is never read."""

from engine.checks.rule import ReadingRule
from engine.source import Severity


class UnusedParameter(ReadingRule):
    """A fragment declares a parameter that nothing in it reads.

        parameters: {titre: Vous}

    Read it, as `title: "{{ fragment.titre }}"`, or remove it.
    """

    code = "D143"
    severity = Severity.WARNING
