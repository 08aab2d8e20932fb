"""The rule `D214`: an answer that may not be there where it is used."""

import ast
from collections.abc import Iterator

from engine.checks.asking import Asked, Askings, askings
from engine.checks.rule import Rule, Subject, _
from engine.definitions import Place
from engine.expressions import Syntax, Template
from engine.source import Diagnostic, Severity

BEFORE_ANSWERS = ("item", "load")
OF_EVERY_ITEM = frozenset({"position", "key"})
SHOWN_FIRST = ("label", "help", "text")


class MayBeUnknown(Rule):
    """A text or a limit uses an answer that may not be there: it is optional, asked under a
    condition, or asked on the same page. The text would show “…”, the limit would not hold.

        - {field: enfant, type: text, label: Prénom, optional: true}
        …
        title: L'école de {{ enfant }}

    Say what is shown otherwise: `{{ enfant if answered(enfant) else "votre enfant" }}`, or put
    what uses the answer under the same condition.
    """

    code = "D214"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The uses of answers that may not be there, which nothing guards."""
        asked = askings(subject.procedure)
        for place in subject.places:
            if place.wanted in {"condition", "any"} or place.key == "default":
                continue
            for syntax in expressions_of(place):
                for name in sorted(syntax.names):
                    found = find(name, place, asked)
                    if found is not None and is_loose(found, place) and not is_guarded(syntax):
                        message = _("“{name}” may have no answer here: say what stands for it")
                        yield self.at(syntax.span, message, name=found.field.name)


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
        for node in ast.walk(syntax.tree)
    )
