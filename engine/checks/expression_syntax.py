"""The rule `D201`: an expression that cannot be read."""

from engine.checks.rule import ProblemRule


class ExpressionSyntax(ProblemRule):
    """An expression is not written as expressions are.

        when: nombre = 1 && envoi == "autres"

    Compare with `==`, join with `and`, `or`, `not`, close the brackets and the quotes:

        when: nombre == 1 and envoi == "autres"
    """

    code = "D201"
    kind = "syntax"
