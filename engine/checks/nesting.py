"""Conditions that stand inside others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.checks.rule import Subject
from engine.definitions import Place
from engine.expressions import Syntax, decide, parse


@dataclass(frozen=True)
class Nested:
    """A condition, where it stands, and the conditions around it, the outermost first."""

    inner: Syntax
    outer: tuple[Syntax, ...]
    place: Place


def nested_conditions(subject: Subject) -> Iterator[Nested]:
    """Every `when` of a procedure that is right by itself, with those around it."""
    for place, problems in subject.judged:
        syntax = place.syntax
        if place.key == "when" and isinstance(syntax, Syntax) and not problems:
            outer = tuple(condition for condition in place.conditions if condition is not syntax)
            yield Nested(syntax, outer, place)


def joined(conditions: Sequence[Syntax], place: Place, last: str = "") -> str | None:
    """What is wrong with all these conditions together: `contradiction`, or None.

    `last` is written before the last of them, as `not`.
    """
    texts = [f"({condition.text})" for condition in conditions]
    syntax, problems = parse(" and ".join([*texts[:-1], last + texts[-1]]), conditions[-1].span)
    if syntax is None or problems:
        return None
    found = {problem.kind for problem in decide(syntax, place.scope)}
    return "contradiction" if "contradiction" in found else None
