"""The rule `D304`: a choice without any option."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.fields import ListedChoices
from engine.source import Diagnostic


class NoOption(Rule):
    """A choice offers nothing that can be chosen, so that nobody can go further.

        choices: []

    Add options; those with a `link` leave the procedure and do not count.
    """

    code = "D304"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The choices of which no option answers."""
        for *_place, field in subject.procedure.all_fields():
            choices = field.choices
            if not isinstance(choices, ListedChoices) or subject.definition.diagnostics:
                continue
            if all(option.link is not None for option in choices.options):
                message = _("“{name}” offers nothing that can be chosen")
                yield self.at(field.source.at("choices"), message, name=field.name)
