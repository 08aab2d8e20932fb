"""The rule `D023`: a type of field or an action that does not exist."""

from engine.checks.rule import ReadingRule


class UnknownType(ReadingRule):
    """No type of field, or no action, has this name.

        - {field: age, type: number, label: Âge}

    Write one of those listed. Here, `type: integer`.
    """

    code = "D023"
