"""The rule `D004`: a text that is no YAML."""

from engine.checks.rule import ReadingRule


class YamlSyntax(ReadingRule):
    """The text is no YAML, or no JSON: it cannot be read further than the place told.

    The most frequent cause is a text with a colon, a comma or a quote in it:

        label: Note: soyez précis

    Put it between quotes, or put the colon elsewhere:

        label: "Note: soyez précis"
    """

    code = "D004"
