"""The rule `D021`: a key that is missing."""

from engine.checks.rule import ReadingRule


class MissingKey(ReadingRule):
    """A key that is needed at this place is missing.

        - {type: integer, label: Âge}

    Add it. Here, the field has no name: `field: age`.
    """

    code = "D021"
