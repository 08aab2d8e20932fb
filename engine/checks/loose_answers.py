"""Answers that may not be there where an expression reads them."""

import ast

from engine.checks.asking import Asked, Askings
from engine.definitions import Place
from engine.expressions import Syntax, Template

BEFORE_ANSWERS = ("item", "load")
OF_EVERY_ITEM = frozenset({"position", "key"})
SHOWN_FIRST = ("label", "help", "text")


def expressions_of(place: Place) -> tuple[Syntax, ...]:
    """The expressions at a place."""
    return place.syntax.expressions if isinstance(place.syntax, Template) else (place.syntax,)


def find(name: str, place: Place, asked: Askings) -> Asked | None:
    """What asks for a dotted name read at a place, None when it is no single answer."""
    root, _dot, rest = name.partition(".")
    groups = [one for one in (place.group, place.outer) if one is not None]
    for group in groups:
        if root == group.alias:
            root = rest.partition(".")[0]
            return None if root in OF_EVERY_ITEM else asked.get((group.name, root))
    names = [*(group.name for group in groups), ""]
    return next((found for name in names if (found := asked.get((name, root)))), None)


def is_loose(asked: Asked, place: Place) -> bool:
    """Whether the answer may not be there, as far as the conditions at the place tell."""
    if place.group is not None and place.step is None and place.key.split(".")[0] in BEFORE_ANSWERS:
        return asked.group is place.group or asked.is_loose
    conditions = place.conditions
    if asked.field.name in {root for condition in conditions for root in condition.roots}:
        return False
    if place.step is asked.step:
        return place.key.split(".")[0] in SHOWN_FIRST
    held = {condition.text for condition in conditions}
    is_same = asked.field.optional is False and {one.text for one in asked.conditions} <= held
    return asked.is_loose and not is_same


def is_guarded(syntax: Syntax) -> bool:
    """Whether the expression says itself what stands for an answer that is not there."""
    return any(
        isinstance(node, (ast.IfExp, ast.Or))
        or (isinstance(node, ast.Name) and node.id == "answered")
        for node in syntax.nodes
    )
