"""The rule `D109`: the wording of a message that does not exist."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.fields import COMMON_MESSAGES
from engine.source import Diagnostic


class UnknownMessage(Rule):
    """A field words a message that its type never says.

        messages: {minimum: Indiquez au moins 1.}

    Write one of the messages of its type, or `required`; the nearest is told. Here, `min`.
    """

    code = "D109"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The keys under `messages` that the type of the field does not have."""
        for *_place, field in subject.procedure.all_fields():
            known = {*COMMON_MESSAGES, *field.messages_by_key}
            for key, text in field.messages.items():
                if key not in known:
                    message = _("This type of field has no message “{name}”")
                    yield self.near(text.span, message, key, known)
