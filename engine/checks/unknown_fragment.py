"""The rule `D140`: a fragment that does not exist."""

from engine.checks.rule import ReadingRule


class UnknownFragment(ReadingRule):
    """A fragment is used that does not exist.

        steps: [{use: identité}]

    Write the name of a file of `forms/fragments/`, without `.yaml`; the nearest is told.
    """

    code = "D140"
