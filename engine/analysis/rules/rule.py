"""What the rules of the analysis share."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from engine.analysis.logic import Formula
from engine.analysis.view import View
from engine.source import Diagnostic, Severity, Span


def _(message: str) -> str:
    """Mark a message for translation."""
    return message


class Rule:
    """Finds one kind of mistake that only the whole of a procedure shows. Its docstring is its page
    of the manual.
    """

    code: ClassVar[str]
    severity: ClassVar[Severity] = Severity.ERROR

    def wants(self, view: View) -> Iterable[Formula]:
        """The questions that it will ask, so that all rules ask theirs at once."""
        del view
        return ()

    def find(self, view: View) -> Iterator[Diagnostic]:
        """The mistakes."""
        raise NotImplementedError

    def at(self, span: Span, message: str, **values: object) -> Diagnostic:
        """The mistake at `span`: an English message, the values of its {names}."""
        return Diagnostic(self.code, self.severity, span, message, values)
