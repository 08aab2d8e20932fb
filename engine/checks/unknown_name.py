"""The rule `D103`: a name that nothing bears."""

from engine.checks.rule import ProblemRule


class UnknownName(ProblemRule):
    """A condition or a text reads a name that nothing bears.

        when: nombr > 1

    Write the name of a field, of a group, or of `account`, `profile`, `site`, `parameters`;
    the nearest is told. Between quotes it would be a text.
    """

    code = "D103"
    kind = "unknown_name"
