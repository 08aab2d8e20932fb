"""The rule `D161`: a document that cannot be made."""

from collections.abc import Iterator

from engine.actions import Document
from engine.checks.rule import Rule, Subject, _
from engine.definitions import Group
from engine.source import Diagnostic


class DocumentParts(Rule):
    """A document shows a group that does not exist, or has the name of another one.

        - document: {name: etat, title: État, series: ER, table: {of: sejour, columns: […]}}

    Write the name of a group that stands in no other one; the nearest is told. Here, `of: sejours`.
    """

    code = "D161"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The faults of each document."""
        groups = [one.name for one in subject.procedure.steps if isinstance(one, Group)]
        seen: set[str] = set()
        for action in subject.procedure.actions:
            if not isinstance(action, Document):
                continue
            if action.name in seen:
                message = _("Another document is named “{name}”")
                yield self.at(action.source.at("name"), message, name=action.name)
            seen.add(action.name)
            table = action.table
            if table is not None and table.group not in groups:
                span = table.source.at("of")
                yield self.near(span, _("No group is named “{name}”"), table.group, groups)
