"""The rule `D020`: a key that does not exist."""

from engine.checks.rule import ReadingRule


class UnknownKey(ReadingRule):
    """A key does not exist at this place: what it says would have no effect.

        - {field: age, type: integer, label: Âge, maximum: 120}

    Write the one that exists; the nearest is told. Here, `max: 120`.
    """

    code = "D020"
