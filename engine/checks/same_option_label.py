"""The rule `D403`: two options with one label."""

from collections.abc import Iterator

from engine.checks.options import listed_options
from engine.checks.rule import Rule, Subject, _
from engine.checks.texts import same_texts
from engine.source import Diagnostic


class SameOptionLabel(Rule):
    """Two options of a choice have one label: nobody can tell them apart.

        choices:
          - {value: fils, label: Un enfant}
          - {value: fille, label: Un enfant}

    Say what each is.
    """

    code = "D403"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The labels that another option bears; not those offered one for the other."""
        for _field, options in listed_options(subject.procedure):
            labels = (option.label for option in options if option.when is None)
            for text, line in same_texts(labels):
                message = _("Another option has this label on line {line}")
                yield self.at(text.span, message, line=line)
