"""The rule `D115`: a mail that nobody has written."""

from collections.abc import Iterator

from engine.actions import MAILS, Mail
from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic


class UnknownMail(Rule):
    """A mail is to be drawn from a template that does not exist: it could never be sent.

        - mail: {to: account.email, template: depot-reçu}

    Write the name of a mail that actions can send; the nearest is told. Here, `depot-recu`.
    """

    code = "D115"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The templates that no action can send."""
        for action in subject.procedure.actions:
            if isinstance(action, Mail) and action.template not in MAILS:
                span = action.source.at("template")
                yield self.near(span, _("No mail is named “{name}”"), action.template, MAILS)
