"""The points of a procedure that its tests must see: branches, options, checks.

A point names one way in which one thing may turn out. Tests see points, a diagram marks those that
none has seen, an example is made for each.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from engine.definitions.attachments import SUFFIX
from engine.definitions.model import Procedure
from engine.definitions.structure import Check, Group, Part, Section, Step
from engine.expressions import Syntax
from engine.expressions.syntax import bound_name, children
from engine.fields import Computed, Consent, Field, Grid, listed_in
from engine.fields.checkbox import CheckBox
from engine.fields.yes_no import YesNo
from engine.source.positions import Span

PROCEDURE = "procedure"
Kind = Literal["when", "option", "check", "optional", "if"]
Outcome = bool | str | tuple[int, bool]
BOTH = (True, False)
Around = tuple[tuple[ast.IfExp, bool], ...]
If = tuple[ast.IfExp, Around]


@dataclass(frozen=True)
class Point:
    """One way in which one thing may turn out.

    - `when`: a condition held, or not, while what is around it was on the route;
    - `option`: an answer was chosen: its value, or True and False for yes and no;
    - `check`: what must hold held, or not;
    - `optional`: a field might be left empty here, or not;
    - `if`: the condition number so much of a computed value held, or not: `(0, True)`.

    `place` is the dotted name of what is meant: `step`, `group.step`, `step.field`,
    `group.step.field`, `step.field=option`, `step.checks[0]`, `procedure.checks[0]`.
    """

    kind: Kind
    place: str
    value: Outcome

    def as_json(self) -> dict[str, Any]:
        """The point as JSON: its kind, its place, its value."""
        value = list(self.value) if isinstance(self.value, tuple) else self.value
        return {"kind": self.kind, "place": self.place, "value": value}


Placed = tuple[Point, Span]


def points_of(procedure: Procedure) -> tuple[Point, ...]:
    """Every point of a procedure, in the order of its text, each once."""
    return tuple(spans_of(procedure))


def spans_of(procedure: Procedure) -> Mapping[Point, Span]:
    """Every point of a procedure, each with where it is written."""
    found: dict[Point, Span] = {}
    for point, span in _points(procedure):
        found.setdefault(point, span)
    return found


def dotted(*names: str) -> str:
    """The place of what these names lead to, the outermost first."""
    return ".".join(names)


def conditions_around(procedure: Procedure) -> Iterator[tuple[str, Syntax | None]]:
    """The conditions of delays and of actions, each with its place."""
    for number, delay in enumerate(procedure.delays):
        yield f"{PROCEDURE}.delays[{number}]", delay.when
    for number, action in enumerate(procedure.actions):
        yield f"{PROCEDURE}.actions[{number}]", getattr(action, "when", None)


def is_point(field: Field) -> bool:
    """Whether the condition of a field may turn out both ways.

    That of the files of an attachment just says that it was chosen which document they are.
    """
    return field.when is not None and field.when.text != f"answered({field.name}{SUFFIX})"


def values_chosen(field: Field) -> tuple[bool | str, ...]:
    """What may be chosen in a field, as far as the definition says it."""
    if isinstance(field, YesNo):
        return BOTH
    if isinstance(field, (CheckBox, Consent)):
        return (True,)
    return tuple(one.value for one in listed_in(field.choices) if one.link is None)


def ifs_in(syntax: Syntax) -> tuple[If, ...]:
    """The conditions of `a if c else b` in an expression, each with those that lead to it.

    What is worked out night by night has no condition of its own.
    """
    return tuple(_ifs(syntax.tree, ()))


def _ifs(node: ast.expr, around: Around) -> Iterator[If]:
    if isinstance(node, ast.IfExp):
        yield node, around
        yield from _ifs(node.test, around)
        yield from _ifs(node.body, (*around, (node, True)))
        yield from _ifs(node.orelse, (*around, (node, False)))
        return
    inside = children(node)
    for one in inside[:-1] if bound_name(node) else inside:
        yield from _ifs(one, around)


def _points(procedure: Procedure) -> Iterator[Placed]:
    yield from _parts((), procedure.parts)
    yield from _checks(PROCEDURE, procedure.checks)
    for place, when in conditions_around(procedure):
        yield from _both("when", place, when)


def _both(kind: Kind, place: str, syntax: Syntax | bool | None) -> Iterator[Placed]:
    if isinstance(syntax, Syntax):
        yield from ((Point(kind, place, value), syntax.span) for value in BOTH)


def _parts(prefix: Sequence[str], parts: Iterable[Part | Section]) -> Iterator[Placed]:
    for part in parts:
        yield from _both("when", dotted(*prefix, part.name), part.when)
        if isinstance(part, Section):
            yield from _parts(prefix, part.parts)
        elif isinstance(part, Group):
            yield from _group((*prefix, part.name), part)
        elif isinstance(part, Step):
            yield from _step((*prefix, part.name), part)


def _group(prefix: Sequence[str], group: Group) -> Iterator[Placed]:
    yield from _parts(prefix, group.parts)
    if group.driven is not None:
        place = dotted(*prefix, group.driven.name)
        span = group.driven.source.at("field")
        yield from ((Point("option", place, value), span) for value in BOTH)
    yield from _checks(dotted(*prefix), group.checks)


def _step(prefix: Sequence[str], step: Step) -> Iterator[Placed]:
    for field in step.fields:
        yield from _field((*prefix, field.name), field)
    yield from _checks(dotted(*prefix), step.checks)


def _field(prefix: Sequence[str], field: Field) -> Iterator[Placed]:
    place = dotted(*prefix)
    yield from _both("when", place, field.when if is_point(field) else None)
    yield from _both("optional", place, field.optional)
    where = {one.value: one.source.span for one in listed_in(field.choices)}
    for option in listed_in(field.choices):
        yield from _both("when", f"{place}={option.value}", option.when)
    for value in values_chosen(field):
        yield Point("option", place, value), where.get(str(value), field.source.at("field"))
    if isinstance(field, Computed):
        for number, (node, _around) in enumerate(ifs_in(field.compute)):
            span = field.compute.at(node.test)
            yield from ((Point("if", place, (number, value)), span) for value in BOTH)
    for cell in field.cells if isinstance(field, Grid) else ():
        yield from _field((*prefix, cell.name), cell)


def _checks(place: str, checks: Sequence[Check]) -> Iterator[Placed]:
    for number, check in enumerate(checks):
        span = check.check.span
        yield from ((Point("check", f"{place}.checks[{number}]", value), span) for value in BOTH)


__all__ = [
    "PROCEDURE",
    "Kind",
    "Outcome",
    "Point",
    "conditions_around",
    "dotted",
    "ifs_in",
    "is_point",
    "points_of",
    "spans_of",
    "values_chosen",
]
