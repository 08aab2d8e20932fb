"""The rule `D010`: tabs."""

from engine.checks.rule import ReadingRule


class Tab(ReadingRule):
    """A line is indented with a tab, whose width nobody knows.

    Indent with spaces, two for each level; editors can change them all at once.
    """

    code = "D010"
