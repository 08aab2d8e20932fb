"""The rule `D142`: a parameter that must be given."""

from engine.checks.rule import ReadingRule


class ParameterNotGiven(ReadingRule):
    """A fragment is used without one of its parameters that has no value of its own.

        - {use: piece}

    Give it: `- {use: piece, with: {nom: kbis}}`, or give it a value in the fragment.
    """

    code = "D142"
