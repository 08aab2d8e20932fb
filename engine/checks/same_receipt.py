"""The rule `D510`: several receipts for one submission."""

from collections.abc import Iterator

from engine.actions import Receipt
from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic


class SameReceipt(Rule):
    """A submission has one receipt, with one reference and one date (CRPA L112-11).

        actions:
          - receipt: {}
          - receipt: {}

    Remove the second one.
    """

    code = "D510"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The receipts after the first."""
        found = [one for one in subject.procedure.actions if isinstance(one, Receipt)]
        for action in found[1:]:
            yield self.at(action.source.span, _("A submission has one receipt only"))
