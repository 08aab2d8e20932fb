"""The rule `D208`: a function that does not exist."""

from engine.checks.rule import ProblemRule


class UnknownFunction(ProblemRule):
    """No function has this name.

        when: len(intitule) > 3

    The functions are listed in the manual; the nearest is told. Here, `length(intitule)`.
    """

    code = "D208"
    kind = "unknown_function"
