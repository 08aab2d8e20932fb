"""The rule `D401`: a question without words."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.expressions import NOTHING
from engine.source import Diagnostic


class MissingLabel(Rule):
    """A field has no label: nobody knows what is asked, a screen reader least of all.

        - {field: nom, type: text}

    Add a label, as short as it can be. When it is the only one of its step, the label is the
    title of the page.
    """

    code = "D401"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The fields that ask something and have no label."""
        for *_place, field in subject.procedure.all_fields():
            is_shown = field.kind() is not NOTHING and not field.is_hidden
            if "label" not in field.source.keys and is_shown:
                span = field.source.at("field")
                yield self.at(span, _("The field “{name}” has no label"), name=field.name)
