"""The rule `D006`: anchors, aliases and tags."""

from engine.checks.rule import ReadingRule


class RepeatedPart(ReadingRule):
    """The text uses `&name`, `*name`, `<<` or `!name`, by which YAML repeats or converts parts.

    They are not allowed, for a short text can mean an endless one. Write the part again; a text
    that begins with one of these signs is put between quotes:

        label: "*Important*"
    """

    code = "D006"
