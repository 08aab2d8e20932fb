"""The rule `D146`: two fragments with one name."""

from engine.checks.rule import ReadingRule


class SameFragment(ReadingRule):
    """Two files of `forms/fragments/` give one name to their fragment: the second is not read.

        fragment: identite

    Change the line `fragment:` of one of the two; the other is told.
    """

    code = "D146"
