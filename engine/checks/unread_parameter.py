"""The rule `D149`: a parameter of a procedure that nothing reads."""

import re
from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic, Severity


class UnreadParameter(Rule):
    """A procedure has a parameter that nothing in it reads: a site that overrides it would change
    nothing.

        parameters: {documents_max: 10}

    Read it, as `max: parameters.documents_max`, or remove it.
    """

    code = "D149"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The parameters that the text of the procedure and of its fragments never names."""
        procedure, written = subject.procedure, subject.definition.bundle or subject.definition.text
        for name in procedure.parameters:
            if not re.search(rf"\bparameters\s*\.\s*{re.escape(name)}\b", written):
                message = _("Nothing reads the parameter “{name}”")
                yield self.at(procedure.source.at(f"parameters.{name}"), message, name=name)
