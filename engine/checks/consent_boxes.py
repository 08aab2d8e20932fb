"""The rule `D506`: a consent is recorded that nobody gives, or given and not recorded."""

from collections.abc import Iterator

from engine.actions import RecordConsent
from engine.checks.rule import Rule, Subject, _
from engine.fields import Consent
from engine.source import Diagnostic


class ConsentWithoutBox(Rule):
    """A consent needs a box that the person ticks, and an action that keeps the evidence.

        fields:
          - {field: cgu, type: consent, text: conditions, label: Accepter les conditions}
        actions:
          - record_consent: {texts: [conditions]}

    Write one field of the type `consent` for each text of `record_consent`, and name in
    `record_consent` the text of each box.
    """

    code = "D506"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The texts that lack a box, and the boxes that lack an action."""
        fields = [one for *_place, one in subject.procedure.all_fields()]
        boxes = [one for one in fields if isinstance(one, Consent)]
        actions = [one for one in subject.procedure.actions if isinstance(one, RecordConsent)]
        asked = {box.document for box in boxes}
        recorded = {name for action in actions for name in action.texts}
        for action in actions:
            for name in action.texts:
                if name not in asked and not subject.is_lost(name):
                    message = _("No field of the type “consent” asks to agree to “{name}”")
                    yield self.at(action.source.at("texts"), message, name=name)
        for box in boxes:
            if box.document not in recorded:
                message = _("No action “record_consent” keeps the evidence for “{name}”")
                yield self.at(box.source.at("text"), message, name=box.document)
