"""The rule `D507`: a secret is asked for where it would have to be kept."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic


class SecretPlace(Rule):
    """A password or a code is never kept: only what is done at once can use it.

    Ask for it in the last step of a procedure with an action that is done at once, such as
    `sign_in`, with no summary, and not in a group:

        summary: false
        actions:
          - sign_in: {email: courriel, password: mot_de_passe}
    """

    code = "D507"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The secrets that could not be used, or would have to be kept."""
        procedure = subject.procedure
        last = procedure.steps[-1] if procedure.steps else None
        for group, step, field in procedure.all_fields():
            if not field.is_secret:
                continue
            span = field.source.at("type")
            if group is not None or step is not last:
                yield self.at(span, _("A secret is only asked for in the last step"))
            elif not procedure.is_direct:
                yield self.at(span, _("Nothing that is done at once uses this secret"))
            elif procedure.summary:
                yield self.at(span, _("A secret cannot wait for a summary: add “summary: false”"))
