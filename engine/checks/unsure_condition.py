"""The rule `D219`: a refusal of an answer that may not be there."""

import ast
from collections.abc import Iterator

from engine.checks.asking import Asked, askings
from engine.checks.loose_answers import find, is_guarded
from engine.checks.rule import Rule, Subject, _
from engine.definitions import Place
from engine.expressions import Syntax
from engine.expressions.syntax import dotted
from engine.source import Diagnostic, Severity


class UnsureCondition(Rule):
    """A condition says what an answer must not be, and the answer may not be there: without an
    answer, the condition is not true, and what it decides is not shown.

        - {field: conjoint, type: text, label: Prénom, when: situation == "couple"}
        …
        when: conjoint != "Paul"

    Say what happens without an answer: `not answered(conjoint) or conjoint != "Paul"`, or
    `answered(conjoint) and conjoint != "Paul"`.
    """

    code = "D219"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The conditions that deny an answer that may have been withdrawn."""
        asked = askings(subject.procedure)
        for place in subject.places:
            syntax = place.syntax
            if place.wanted != "condition" or place.key != "when" or not isinstance(syntax, Syntax):
                continue
            for name in sorted(denied_in(syntax)) if not is_guarded(syntax) else ():
                found = find(name, place, asked)
                if found is not None and may_be_withdrawn(found, place, syntax):
                    message = _("“{name}” may have no answer here: then this is not true")
                    yield self.at(syntax.span, message, name=found.field.name)


def may_be_withdrawn(asked: Asked, place: Place, own: Syntax) -> bool:
    """Whether the answer may not be there where the condition `own` reads it, which says nothing
    itself of what the answer waits for.
    """
    around = [one for one in place.conditions if one is not own]
    held = {one.text for one in around}
    wanted = [one.text for one in asked.conditions if one.text not in held]
    is_read = asked.field.name in {root for one in around for root in one.roots}
    return not is_read and any(one not in own.text for one in wanted)


def denied_in(syntax: Syntax) -> frozenset[str]:
    """The names that a condition reads to say what they must not be."""
    return frozenset(
        name
        for node in syntax.nodes
        for denied in denials(node)
        for inner in ast.walk(denied)
        if isinstance(inner, (ast.Name, ast.Attribute)) and (name := dotted(inner))
    )


def denials(node: ast.AST) -> Iterator[ast.AST]:
    """What a node denies."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        for sign, left, right in zip(node.ops, sides, sides[1:], strict=False):
            if isinstance(sign, (ast.NotEq, ast.NotIn)):
                yield from (left, right)
