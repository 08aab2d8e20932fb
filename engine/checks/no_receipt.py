"""The rule `D502`: no receipt."""

from collections.abc import Iterator

from engine.actions import Receipt
from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic

WITH_RECEIPT = ("depot", "declaration", "demande")


class NoReceipt(Rule):
    """What a person sends is owed an acknowledgement of receipt (CRPA L112-11), and none is made.

    Add the action:

        actions:
          - receipt: {}
    """

    code = "D502"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """A procedure that sends something without a receipt."""
        procedure = subject.procedure
        has_receipt = any(isinstance(action, Receipt) for action in procedure.actions)
        if has_receipt or subject.definition.diagnostics:
            return
        if procedure.nature in WITH_RECEIPT:
            span = procedure.source.at("actions" if procedure.actions else "procedure")
            yield self.at(span, _("Nobody gets a receipt: add “- receipt: {{}}” to the actions"))
