"""The rule `D012`: a text that begins with `{{` without quotes."""

from engine.checks.rule import ReadingRule


class UnquotedBraces(ReadingRule):
    """A text begins with `{{`, which YAML takes for a list of keys.

        label: {{ document.intitule }}

    Put the whole text between quotes:

        label: "{{ document.intitule }}"
    """

    code = "D012"
