"""The rule `D204`: values that do not go together."""

from engine.checks.rule import ProblemRule


class MixedTypes(ProblemRule):
    """Values of different kinds are compared, added or given: a number and a text, a choice and a
    number, a text where a condition is wanted.

        when: nombre == "1"

    Compare a number with a number: `nombre == 1`. `text(nombre)` makes a text of anything.
    """

    code = "D204"
    kind = "types"
