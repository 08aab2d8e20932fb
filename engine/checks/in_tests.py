"""The answers that tests give, each with the field or the group that it is of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.definitions import Group, Procedure, Step, Test
from engine.fields import Field
from engine.source import Mapping as MappingNode
from engine.source import Node, Span
from engine.source import Sequence as SequenceNode


@dataclass(frozen=True)
class Answer:
    """An answer of a test: its name and where it stands, what it is of if it is of anything.

    `known` are the names that may stand there; `is_past` tells that it was sent before.
    """

    name: str
    span: Span
    node: Node
    field: Field | None
    group: Group | None
    known: tuple[str, ...]
    is_past: bool = False


def answers_of(procedure: Procedure, test: Test) -> Iterator[Answer]:
    """The answers of a test, those of items apart; then what was sent before."""
    fields, groups = level_of(procedure.steps)
    known = (*fields, *groups)
    for name, node in test.answers.items():
        span = test.source.at(f"answers.{name}")
        yield Answer(name, span, node, fields.get(name), groups.get(name), known)
    for before in test.previous:
        for name, node in before.items():
            field, group = fields.get(name), groups.get(name)
            yield Answer(name, node.span, node, field, group, known, is_past=True)


def items_in(around: Answer) -> Iterator[Answer]:
    """The answers of the items of a group."""
    if around.group is None or not isinstance(around.node, SequenceNode):
        return
    fields, groups = level_of(around.group.steps)
    for item in around.node.items:
        for key, node in item.entries if isinstance(item, MappingNode) else ():
            known = (*fields, *groups)
            field, group = fields.get(key.value), groups.get(key.value)
            yield Answer(key.value, key.span, node, field, group, known, around.is_past)


def every_answer(procedure: Procedure, test: Test) -> Iterator[Answer]:
    """The answers of a test, those of items too."""
    waiting = list(answers_of(procedure, test))
    while waiting:
        one = waiting.pop(0)
        yield one
        waiting.extend(items_in(one))


def level_of(parts: Iterable[object]) -> tuple[dict[str, Field], dict[str, Group]]:
    """The fields and the groups that are asked beside each other."""
    fields: dict[str, Field] = {}
    groups: dict[str, Group] = {}
    for part in parts:
        if isinstance(part, Step):
            fields |= {one.name: one for one in part.fields if one.is_asked}
        elif isinstance(part, Group):
            groups[part.name] = part
    return fields, groups
