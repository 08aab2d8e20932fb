"""The rule `D220`: a division by an answer that may be zero."""

import ast
from collections.abc import Iterator

from engine.checks.asking import askings
from engine.checks.known_values import is_less, known_before, value_of
from engine.checks.loose_answers import expressions_of, find, is_guarded
from engine.checks.rule import Rule, Subject, _
from engine.expressions.syntax import dotted
from engine.fields import Field
from engine.source import Diagnostic, Severity

NUMBERS = frozenset({"integer", "decimal", "money"})


class ZeroDivisor(Rule):
    """A value is divided by an answer that may be zero: it would then have no value.

        - {field: enfants, type: integer, label: Nombre d'enfants, min: 0}
        - {field: part, type: computed, label: Part, compute: revenu / enfants}

    Set `min: 1`, or say what the value is then: `revenu / enfants if enfants > 0 else 0`.
    """

    code = "D220"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The divisions by a field that accepts zero, where nothing looks at it first."""
        asked = askings(subject.procedure)
        for place in subject.places:
            for syntax in expressions_of(place):
                for name in divisors_in(syntax.tree) if not is_guarded(syntax) else ():
                    found = find(name, place, asked)
                    if found is not None and accepts_zero(found.field, subject):
                        message = _("“{name}” may be zero: say what the value is then")
                        yield self.at(syntax.span, message, name=name)


def divisors_in(tree: ast.expr) -> Iterator[str]:
    """The answers by which an expression divides."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            name = dotted(node.right)
            if name is not None:
                yield name


def accepts_zero(field: Field, subject: Subject) -> bool:
    """Whether a number typed may be zero, as far as its limits tell before anybody answers."""
    limit = getattr(field, "min", None)
    if field.type_name not in NUMBERS:
        return False
    known = next(iter(known_before(subject.procedure, subject.library)))
    least = value_of(limit, known)
    return limit is None or (least is not None and not is_less(0, least))
