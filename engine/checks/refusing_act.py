"""The rule `D508`: an action that may refuse, where its refusal could not be said."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic


class RefusingAct(Rule):
    """An action such as `sign_in` may refuse: it says why on the last step, so that it can be
    corrected. A summary, an attestation or a receipt would come between.

    Write `summary: false`, and give what must be acknowledged a procedure of its own.
    """

    code = "D508"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The actions that may refuse, in a procedure that has a summary or a receipt."""
        procedure = subject.procedure
        for action in procedure.actions:
            if not action.may_refuse:
                continue
            if procedure.summary or procedure.attestations or not procedure.is_direct:
                message = _(
                    "“{name}” may refuse: there must be no summary, attestation or receipt"
                )
                yield self.at(action.source.span, message, name=action.type_name)
