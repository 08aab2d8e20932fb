"""The rule `D009`: an empty file."""

from engine.checks.rule import ReadingRule


class EmptyFile(ReadingRule):
    """There is nothing in the file, or comments only.

    Write a definition in it, which begins with `procedure:`, or remove the file.
    """

    code = "D009"
