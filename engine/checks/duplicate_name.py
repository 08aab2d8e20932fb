"""The rule `D101`: a name given twice."""

from collections.abc import Iterable, Iterator

from engine.checks.rule import Rule, Subject, _
from engine.definitions import Group
from engine.source import Diagnostic, Span

Named = tuple[str, Span]


class DuplicateName(Rule):
    """Two questions, groups or attestations have one name, so that it means two things.

        - {field: nom, type: text, label: Nom du père}
        - {field: nom, type: text, label: Nom de la mère}

    Give each its own name: `nom_pere`, `nom_mere`. Two groups may each have a field `nom`, but a
    field of a group may not have the name of a field outside it.
    """

    code = "D101"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The names given a second time."""
        outside: dict[str, int] = {}
        yield from self.repeated(_outside(subject), outside)
        for part in subject.procedure.steps:
            if isinstance(part, Group):
                inside = [(one.name, one.source.at("field")) for step in part.steps
                          for one in step.fields]  # fmt: skip
                named = [(part.alias, part.source.at("as"))] if part.alias != part.name else []
                yield from self.repeated([*named, *inside], dict(outside))

    def repeated(self, names: Iterable[Named], seen: dict[str, int]) -> Iterator[Diagnostic]:
        """The names that were seen before, which goes on in `seen`."""
        message = _("The name “{name}” is already given on line {line}")
        for name, span in names:
            if name in seen:
                yield self.at(span, message, name=name, line=seen[name])
            seen.setdefault(name, span.start.line)


def _outside(subject: Subject) -> Iterator[Named]:
    """The names that can be read anywhere, in the order in which they are written."""
    procedure = subject.procedure
    for part in procedure.steps:
        if isinstance(part, Group):
            yield part.name, part.source.at("group")
        else:
            yield from ((one.name, one.source.at("field")) for one in part.fields)
    yield from ((one.name, one.source.at("field")) for one in procedure.attestations)
