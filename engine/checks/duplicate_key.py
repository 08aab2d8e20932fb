"""The rule `D008`: a key that is written twice."""

from engine.checks.rule import ReadingRule


class DuplicateKey(ReadingRule):
    """A key stands twice at the same place, so that one of its two values would be lost.

        title: Vos enfants
        title: Vos parents

    Keep one of them; the line of the first is told.
    """

    code = "D008"
