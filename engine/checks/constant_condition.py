"""The rule `D210`: an expression without sense, whatever is answered."""

from engine.checks.rule import ProblemRule


class ConstantValue(ProblemRule):
    """A condition depends on no answer, or a part of an expression has no value at all.

        when: 1 == 1

    Remove the condition; write a value that exists, as `date("2025-03-12")`.
    """

    code = "D210"
    kind = "constant"
