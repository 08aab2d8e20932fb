"""The names that a procedure gives."""

from collections.abc import Iterator

from engine.definitions import Group, Procedure
from engine.source import Span

Named = tuple[str, Span, bool]


def named_in_expressions(procedure: Procedure) -> Iterator[Named]:
    """The names that expressions read: each with its place, and whether a group holds it."""
    for part in procedure.steps:
        if isinstance(part, Group):
            yield part.name, part.source.at("group"), False
            yield part.alias, part.source.at("as"), False
    for group, _step, field in procedure.all_fields():
        yield field.name, field.source.at("field"), group is not None
    for attestation in procedure.attestations:
        yield attestation.name, attestation.source.at("field"), False


def named_in_addresses(procedure: Procedure) -> Iterator[tuple[str, Span]]:
    """The names that are parts of addresses, each with its place."""
    yield procedure.name, procedure.source.at("procedure")
    for part in procedure.steps:
        yield part.name, part.source.at("group" if isinstance(part, Group) else "step")
        if isinstance(part, Group):
            yield from ((step.name, step.source.at("step")) for step in part.steps)
