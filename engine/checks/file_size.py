"""The rule `D001`: a file that is too large."""

from engine.checks.rule import ReadingRule


class FileTooLarge(ReadingRule):
    """A file is larger than a million bytes.

    Nothing of it is read. A definition of two hundred steps weighs a tenth of this: look for
    what does not belong to it, a list above all; long lists are tables of `forms/tables/`.
    """

    code = "D001"
