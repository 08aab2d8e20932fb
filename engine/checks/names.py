"""The names that a procedure gives."""

from collections.abc import Iterable, Iterator

from engine.definitions import Exit, Group, Part, Procedure
from engine.source import Span

Named = tuple[str, Span, bool]


def named_in_expressions(procedure: Procedure) -> Iterator[Named]:
    """The names that expressions read: each with its place, and whether a group holds it."""
    for outer, group in procedure.all_groups():
        yield group.name, group.source.at("group"), outer is not None
        yield group.alias, group.source.at("as"), False
        if group.driven is not None:
            yield group.driven.name, group.driven.source.at("field"), outer is not None
    for holder, _step, field in procedure.all_fields():
        yield field.name, field.source.at("field"), holder is not None
    for attestation in procedure.attestations:
        yield attestation.name, attestation.source.at("field"), False


def named_in_addresses(procedure: Procedure) -> Iterator[tuple[str, Span]]:
    """The names that are parts of addresses, each with its place."""
    yield procedure.name, procedure.source.at("procedure")
    for section in procedure.sections:
        yield section.name, section.source.at("section")
    yield from _addresses(procedure.steps)


def _addresses(parts: Iterable[Part]) -> Iterator[tuple[str, Span]]:
    for part in parts:
        yield part.name, named_at(part)
        if isinstance(part, Group):
            yield from _addresses(part.steps)


def named_at(part: Part) -> Span:
    """Where the name of a part is written."""
    key = {Group: "group", Exit: "exit"}.get(type(part), "step")
    return part.source.at(key)
