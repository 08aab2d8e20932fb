"""The rule `D503`: nothing is said of how long answers are kept."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic, Severity


class NoRetention(Rule):
    """Personal data may only be kept as long as it is needed (GDPR, article 5), and the procedure
    does not say how long that is.

    Say it:

        retention: {drafts: 30 days, submissions: 5 years, then: eliminate}
    """

    code = "D503"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """A procedure without `retention`; what is done at once keeps no answers."""
        procedure = subject.procedure
        if procedure.is_direct:
            return
        if procedure.retention is None and "retention" not in procedure.source.keys:
            message = _("How long answers are kept is not said: add “retention”")
            yield self.at(procedure.source.at("procedure"), message)
