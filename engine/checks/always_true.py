"""The rule `D206`: a condition that is always true."""

from engine.checks.rule import ProblemRule
from engine.source import Severity


class AlwaysTrue(ProblemRule):
    """Whatever is answered, the condition is true: it decides nothing.

        when: envoi == "dsn" or envoi != "dsn"

    Remove it, or look at which of its parts is meant.
    """

    code = "D206"
    severity = Severity.WARNING
    kind = "always"
