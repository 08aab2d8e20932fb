"""The rule `D602`: no test."""

from engine.checks.rule import Rule
from engine.source import Severity


class NoTest(Rule):
    """A procedure has no test: nobody is told when a change breaks it.

    Write one for each way through it under `tests`; `guichet examples` writes the first ones.
    """

    code = "D602"
    severity = Severity.WARNING
