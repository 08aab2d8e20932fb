"""The rule `D101`: a name given twice."""

from collections.abc import Iterable, Iterator

from engine.checks.rule import Rule, Subject, _
from engine.definitions import Group, Part, Step
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
                yield from self.inside(part, outside)

    def inside(self, group: Group, outside: dict[str, int]) -> Iterator[Diagnostic]:
        """The names of a group given before in it, or around it."""
        seen = dict(outside)
        named = [(group.alias, group.source.at("as"))] if group.alias != group.name else []
        yield from self.repeated([*named, *_named(group.steps)], seen)
        for one in group.inner:
            yield from self.inside(one, seen)

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
    yield from _named(procedure.steps)
    yield from ((one.name, one.source.at("field")) for one in procedure.attestations)


def _named(parts: Iterable[Part]) -> Iterator[Named]:
    """The names that parts bring, but for those inside groups."""
    for part in parts:
        if isinstance(part, Group):
            yield part.name, part.source.at("group")
            if part.driven is not None:
                yield part.driven.name, part.driven.source.at("field")
        elif isinstance(part, Step):
            yield from ((one.name, one.source.at("field")) for one in part.fields)
