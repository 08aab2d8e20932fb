"""The rule `D011`: a key that is not a text."""

from engine.checks.rule import ReadingRule


class KeyIsNoText(ReadingRule):
    """A list or a mapping stands where a key is wanted.

        [a, b]: c

    Write a name before the colon.
    """

    code = "D011"
