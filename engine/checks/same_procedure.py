"""The rule `D111`: two procedures with one name."""

from collections.abc import Iterator

from engine.checks.rule import Rule, _
from engine.definitions import Library
from engine.source import Diagnostic, Span


class SameProcedure(Rule):
    """Two files give one name to their procedure, so that only one of them could be opened.

    Change the line `procedure:` of one of the two; the other is told.
    """

    code = "D111"

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The procedures whose name another file has given before."""
        seen: dict[str, Span] = {}
        for definition in library.definitions.values():
            if definition.procedure is None:
                continue
            name, span = definition.procedure.name, definition.procedure.source.at("procedure")
            if name in seen:
                message = _("The procedure “{name}” is already defined in {path}")
                yield self.at(span, message, name=name, path=seen[name].path)
            seen.setdefault(name, span)
