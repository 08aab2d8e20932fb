"""The rule `D141`: a parameter that a fragment does not have."""

from engine.checks.rule import ReadingRule


class UnknownParameter(ReadingRule):
    """A parameter is given to a fragment, or read in it, that the fragment does not have.

        - {use: identite, with: {titr: Le demandeur}}

    Declare it under `parameters` of the fragment, or write the right name; the nearest is told.
    """

    code = "D141"
