"""The rule `D202`: what expressions may not hold."""

from engine.checks.rule import ProblemRule


class ForbiddenConstruction(ProblemRule):
    """An expression holds something that the language does not have, or is too long.

        when: nombre ** 2 > 4

    The operators are `and or not == != < <= > >= in + - * /` and `a if c else b`; the functions
    are listed in the manual; nothing else is.
    """

    code = "D202"
    kind = "forbidden"
