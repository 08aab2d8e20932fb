"""The rule `D504`: sensitive data without purpose."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic


class SensitiveWithoutPurpose(Rule):
    """A field asks for data that the law protects more, and does not say what for.

        - {field: handicap, type: yes_no, label: Êtes-vous handicapé ?, sensitive: true}

    Say it: `purpose: adapter l'accueil`; it goes into the register of processing.
    """

    code = "D504"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The sensitive fields without `purpose`."""
        for *_place, field in subject.procedure.all_fields():
            if field.sensitive and field.purpose is None:
                message = _("This data is sensitive: say why it is asked, with “purpose”")
                yield self.at(field.source.at("sensitive"), message)
