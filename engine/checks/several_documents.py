"""The rule `D007`: several documents in a file."""

from engine.checks.rule import ReadingRule


class SeveralDocuments(ReadingRule):
    """A line `---` begins a second document: what follows would not be read.

    Put each procedure in a file of its own.
    """

    code = "D007"
