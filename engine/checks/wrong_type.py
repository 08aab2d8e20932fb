"""The rule `D022`: a value of the wrong type."""

from engine.checks.rule import ReadingRule


class WrongType(ReadingRule):
    """A value is not of the type that its key wants: a text where a list is wanted, a word that is
    none of those known.

        optional: peut-être

    Write what is told to be wanted. Here, `optional: true`.
    """

    code = "D022"
