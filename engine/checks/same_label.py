"""The rule `D402`: two fields of a step with one label."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.checks.texts import same_texts
from engine.source import Diagnostic


class SameLabel(Rule):
    """Two fields of a step have one label: the summary and the messages could mean either.

        - {field: nom_pere, type: text, label: Nom}
        - {field: nom_mere, type: text, label: Nom}

    Say what each is: « Nom du père », « Nom de la mère ».
    """

    code = "D402"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The labels that another field of the step bears; not those asked one for the other."""
        for _group, step in subject.procedure.all_steps():
            fields = [field for field in step.fields if field.when is None]
            for text, line in same_texts(field.label for field in fields):
                message = _("Another field has this label on line {line}")
                yield self.at(text.span, message, line=line)
