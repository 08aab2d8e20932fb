"""The rule `D203`: an option that does not exist."""

from engine.checks.rule import ProblemRule


class UnknownOption(ProblemRule):
    """A choice is compared with a value that none of its options has.

        when: envoi == "autre"

    Write the `value` of an option, not its label; the nearest is told. Here, `"autres"`.
    """

    code = "D203"
    kind = "option"
