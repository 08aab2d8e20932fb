"""The rule `D312`: a group too deep inside others."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic


class DeepGroup(Rule):
    """A group stands in a group that stands in a group.

        - group: logements
          steps:
            - group: chambres
              steps:
                - group: lits

    Groups nest once: ask for the innermost items in fields, or in a table.
    """

    code = "D312"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The groups inside groups that are inside groups."""
        inside = {id(group) for outer, group in subject.procedure.all_groups() if outer}
        for outer, group in subject.procedure.all_groups():
            if outer is not None and id(outer) in inside:
                message = _("Groups nest once: “{name}” is in a group of a group")
                yield self.at(group.source.at("group"), message, name=group.name)
