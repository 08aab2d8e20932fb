"""The rule `D005`: a text that is too deep or says too much."""

from engine.checks.rule import ReadingRule


class TooDeep(ReadingRule):
    """The text has more than thirty levels, or more parts than a procedure can have.

    Look for brackets that are opened and not closed; cut a long procedure into several.
    """

    code = "D005"
