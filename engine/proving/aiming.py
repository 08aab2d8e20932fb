"""What decides a point: the answers to change, in a way that comes near it, to go through it."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.definitions import Library, Place, Point, Procedure, places_of
from engine.definitions.points import spans_of
from engine.expressions import Syntax
from engine.fields import Computed

Json = Mapping[str, Any]
MOST_FIELDS = 40


class Aiming:
    """Knows, for each point of a procedure, which fields decide it."""

    def __init__(self, procedure: Procedure, library: Library) -> None:
        self.spans = spans_of(procedure)
        self.places: list[Place] = [
            one for one in places_of(procedure, library) if isinstance(one.syntax, Syntax)
        ]
        self.fields = {field.name: field for _group, _step, field in procedure.all_fields()}
        self.homes = {field.name: step.name for _group, step, field in procedure.all_fields()}

    def levers(self, point: Point) -> tuple[str, ...]:
        """The fields that decide a point, those behind values worked out too."""
        if point.kind == "option":
            return (point.place.rpartition(".")[2],)
        waiting = list(self.names(point))
        found: dict[str, None] = {}
        while waiting and len(found) < MOST_FIELDS:
            name = waiting.pop(0)
            field = self.fields.get(name)
            if field is None or name in found:
                continue
            found[name] = None
            if isinstance(field, Computed):
                waiting += names_in(field.compute)
        return tuple(found)

    def names(self, point: Point) -> Iterator[str]:
        """The names that the expression of a point reads."""
        span = self.spans.get(point)
        for one in self.places:
            if isinstance(one.syntax, Syntax) and one.syntax.span == span:
                yield from names_in(one.syntax)

    def nearness(self, point: Point, seen: frozenset[Point]) -> int:
        """How near a way comes to a point: how many of the points beside it it sees."""
        steps = {self.homes.get(name, "") for name in self.levers(point)}
        around = point.place.partition(".checks")[0].partition("=")[0].split(".")
        return sum(
            3 * (one.place.split(".")[0] == around[0]) + bool(steps & {*one.place.split(".")})
            for one in seen
        )


def names_in(syntax: Syntax) -> list[str]:
    """The names of fields that an expression may read: all that stand in it."""
    found: dict[str, None] = {}
    for node in ast.walk(syntax.tree):
        if isinstance(node, ast.Name):
            found[node.id] = None
        elif isinstance(node, ast.Attribute):
            found[node.attr] = None
    return list(found)


def without(answers: Any, names: Sequence[str]) -> Any:
    """Answers, those in groups too, but for some."""
    if isinstance(answers, list):
        return [without(one, names) for one in answers]
    if not isinstance(answers, Mapping):
        return answers
    return {name: without(one, names) for name, one in answers.items() if name not in names}
