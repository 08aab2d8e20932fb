"""The rule `D119`: a step that does not exist, or comes later."""

import ast
from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.definitions import Exit, Place
from engine.expressions import Syntax, Template
from engine.source import Diagnostic


class UnknownStep(Rule):
    """`asked` wants the name, between quotes, of a step or a group that stands before.

        when: asked("logment")

    Write the name of a step outside groups; the nearest is told. What comes later, or what is in
    an item, is not known.
    """

    code = "D119"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The names that no step before the place has."""
        parts = subject.procedure.steps
        positions = {id(part): index for index, part in enumerate(parts)}
        names = [part.name for part in parts if not isinstance(part, Exit)]
        for place in subject.places:
            known = names[: positions.get(id(home_of(place)), len(names))]
            for syntax, node in asked_at(place):
                given = node.args[0] if node.args else None
                name = given.value if isinstance(given, ast.Constant) else None
                if not isinstance(name, str):
                    yield self.at(syntax.at(node), _("Write the name of a step between quotes"))
                elif name not in known:
                    message = _("No step before is named “{name}”")
                    yield self.near(syntax.at(node), message, name, known)


def home_of(place: Place) -> object:
    """The part of the procedure that holds a place."""
    return place.outer or place.group or place.step or place.part


def asked_at(place: Place) -> Iterator[tuple[Syntax, ast.Call]]:
    """The calls of `asked` at a place."""
    found = place.syntax.expressions if isinstance(place.syntax, Template) else (place.syntax,)
    for syntax in found:
        for node in syntax.nodes:
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "asked":
                yield syntax, node
