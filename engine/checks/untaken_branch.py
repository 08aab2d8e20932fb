"""The rule `D603`: a branch that no test takes."""

from engine.checks.rule import Rule
from engine.source import Severity


class UntakenBranch(Rule):
    """A condition never holds in the tests, or always does; a check never fails, or never holds.

        - {step: enfants, title: Vos enfants, when: nombre > 0, fields: […]}

    Write a test in which it turns out the other way: `guichet test --coverage` lists what is
    missing. Where it never can, accept the warning with the reason, under `accepted`. A procedure
    that has no test at all is told so by `D602` only.
    """

    code = "D603"
    severity = Severity.WARNING
