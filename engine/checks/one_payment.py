"""The rule `D521`: several payments for one submission."""

from collections.abc import Iterator

from engine.actions import Payment
from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic


class OnePayment(Rule):
    """A procedure asks for more than one payment, or for one without keeping what is sent.

        actions:
          - payment: {amount: taxe, label: Taxe}
          - payment: {amount: frais, label: Frais}

    Ask for one amount, which may be a sum, and keep `- receipt: {}` among the actions: a payment
    is that of a submission. Here, `- payment: {amount: taxe + frais, label: Taxe et frais}`.
    """

    code = "D521"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The payments after the first, and those of what is not kept."""
        found = [one for one in subject.procedure.actions if isinstance(one, Payment)]
        for action in found[0 if subject.procedure.is_direct else 1 :]:
            message = _("A payment is the only one of a submission, which has a receipt")
            yield self.at(action.source.span, message)
