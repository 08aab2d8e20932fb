"""The action `mail`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.actions.base import Action
from engine.expressions import Syntax
from engine.i18n import marked as _
from engine.source.spec import spec

# The mails that a procedure may send, and what they may say: nothing of the answers.
MAILS = ("depot-recu",)
VALUES = ("reference", "received_at", "service", "receipt_url", "title", "decision")


@dataclass(frozen=True, kw_only=True)
class Mail(Action):
    """A mail drawn from a template of `templates/mail/`; it waits in the outbox until sent."""

    type_name: ClassVar = "mail"
    told: ClassVar = _("a mail is sent")

    to: Syntax = spec("The address, as `account.email`")
    template: str = spec("The name of the mail: `depot-recu`")

    def effect(self, facts: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """The mail to send, None when there is nobody to write to."""
        if not facts.get("to"):
            return None
        values = {name: facts[name] for name in VALUES}
        return {
            "name": self.template,
            "to": facts["to"],
            "language": facts["language"],
            "values": values,
        }
