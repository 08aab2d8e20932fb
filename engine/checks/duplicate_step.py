"""The rule `D102`: two steps with one name."""

from collections.abc import Iterator, Sequence

from engine.checks.names import named_at
from engine.checks.rule import Rule, Subject, _
from engine.definitions import Part
from engine.source import Diagnostic


class DuplicateStep(Rule):
    """Two steps have one name, which is their address.

        - step: enfants
          title: Avez-vous des enfants ?
        - step: enfants
          title: Vos enfants

    Give each its own name. The steps of a group are told apart from those outside it.
    """

    code = "D102"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The steps and groups whose name was given before them."""
        yield from self.repeated(subject.procedure.steps)
        for _outer, group in subject.procedure.all_groups():
            yield from self.repeated(group.steps)

    def repeated(self, parts: Sequence[Part]) -> Iterator[Diagnostic]:
        """The parts of one run whose name was given before them."""
        seen: dict[str, int] = {}
        for part in parts:
            span = named_at(part)
            if part.name in seen:
                message = _("The step “{name}” is already written on line {line}")
                yield self.at(span, message, name=part.name, line=seen[part.name])
            seen.setdefault(part.name, span.start.line)
