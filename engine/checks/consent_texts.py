"""The rule `D505`: consent to an unversioned text."""

from collections.abc import Iterator

from engine.actions import RecordConsent
from engine.checks.rule import Rule, Subject, _
from engine.fields import Consent
from engine.source import Diagnostic


class UnversionedConsent(Rule):
    """A person is asked to agree to a text that has no version: nobody could prove what was
    agreed (GDPR, article 7).

        - {field: cgu, type: consent, text: conditons, label: Accepter les conditions}

    Write the name of a folder of `forms/texts/`; the nearest is told. Each of its files is a
    version: `forms/texts/conditions/1.0.md`.
    """

    code = "D505"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The boxes and the actions whose text has no version."""
        texts = subject.library.texts
        message = _("Nobody can agree to “{name}”: no text of that name has a version")
        for *_place, field in subject.procedure.all_fields():
            if isinstance(field, Consent) and field.document not in texts:
                yield self.near(field.source.at("text"), message, field.document, texts)
        for action in subject.procedure.actions:
            if isinstance(action, RecordConsent):
                for name in action.texts:
                    if name not in texts:
                        yield self.near(action.source.at("texts"), message, name, texts)
