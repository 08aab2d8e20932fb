"""The rule `D003`: characters that cannot be seen."""

from engine.checks.rule import ReadingRule


class UnseenCharacter(ReadingRule):
    """A character that nobody can see stands in the text: often the trace of a copy and paste.

    Remove it. Its number is told (`U+0000`), since it cannot be shown.
    """

    code = "D003"
