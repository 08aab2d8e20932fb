"""The rule `D106`: a list that the profile does not have."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.fields import ProfileChoices
from engine.source import Diagnostic


class UnknownList(Rule):
    """A choice is made in a list that the profile does not have.

        choices: {from: profile.personne, label: "{{ row.nom }}"}

    Write `profile.` and the name of a list of `forms/profile.yaml`; the nearest is told. A group
    may take up the items that the same person sent last: `from: latest.` and its own name.
    """

    code = "D106"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The lists that the profile does not have."""
        known = [f"profile.{name}" for name in subject.library.profile.lists]
        for outer, group in subject.procedure.all_groups():
            own = [] if outer else [f"latest.{group.name}"]
            if group.path and group.path not in [*known, *own]:
                message = _("The profile has no list “{name}”")
                yield self.near(group.source.at("from"), message, group.path, known)
        for *_place, field in subject.procedure.all_fields():
            choices = field.choices
            if isinstance(choices, ProfileChoices) and choices.path not in known:
                message = _("The profile has no list “{name}”")
                yield self.near(choices.source.at("from"), message, choices.path, known)
