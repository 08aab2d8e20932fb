"""The rule `D305`: a choice that leaves no choice."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.fields import ListedChoices
from engine.source import Diagnostic, Severity


class OneOption(Rule):
    """A choice has one option only, and must be answered: everybody gives the same answer.

        - {field: statut, type: choice, label: Vous êtes, choices: [particulier]}

    Add the other options; or ask for a `checkbox` to be ticked; or say it with a `note`.
    """

    code = "D305"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The choices of one option."""
        for *_place, field in subject.procedure.all_fields():
            choices = field.choices
            if not isinstance(choices, ListedChoices) or field.type_name != "choice":
                continue
            values = [one.link is None for one in choices.options]
            if values == [True] and field.optional is False:
                message = _("“{field}” has one option only: there is nothing to choose")
                yield self.at(choices.source.span, message, field=field.name)
