"""What the rules of the analysis share."""

from collections.abc import Iterable, Iterator

from engine import checks
from engine.analysis.logic import Formula
from engine.analysis.view import View
from engine.i18n import marked as _
from engine.source import Diagnostic


class Rule(checks.Rule):
    """Finds one kind of mistake that only the whole of a procedure shows. Its docstring is its page
    of the manual.
    """

    def wants(self, view: View) -> Iterable[Formula]:
        """The questions that it will ask, so that all rules ask theirs at once."""
        del view
        return ()

    def find(self, view: View) -> Iterator[Diagnostic]:
        """The mistakes."""
        raise NotImplementedError


__all__ = ["Rule", "_"]
