"""The rule `D205`: a condition that can never be true."""

from engine.checks.rule import ProblemRule


class Contradiction(ProblemRule):
    """Whatever is answered, the condition is false: what it decides never happens.

        when: nombre > 10 and nombre < 5

    Look at which of its parts is meant; `or` is often what was meant by `and`.
    """

    code = "D205"
    kind = "contradiction"
