"""The rule `D215`: two options with one value."""

from collections.abc import Iterator

from engine.checks.options import listed_options
from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic


class DuplicateOption(Rule):
    """Two options of a choice have one value: nobody could tell which was chosen.

        choices:
          - {value: autre, label: Un autre enfant}
          - {value: autre, label: Un autre adulte}

    Give each its own value.
    """

    code = "D215"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The options whose value was given before them."""
        for _field, options in listed_options(subject.procedure):
            seen: dict[str, int] = {}
            for option in options:
                span = option.source.at("value")
                if option.value in seen:
                    message = _("The option “{name}” is already written on line {line}")
                    yield self.at(span, message, name=option.value, line=seen[option.value])
                seen.setdefault(option.value, span.start.line)
