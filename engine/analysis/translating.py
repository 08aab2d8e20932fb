"""From the tree of an expression to its formulas: the three values of the language, exactly.

What cannot be translated becomes a free value of its type. It may then turn out in more ways than
it really can, so that less is said to be impossible: never too much.
"""

import ast
from collections.abc import Callable, Mapping
from decimal import Decimal

from engine.analysis.arithmetic import Arithmetic
from engine.analysis.calls import CALLS
from engine.analysis.comparing import Comparing
from engine.analysis.free import Free, exact
from engine.analysis.logic import Formula
from engine.analysis.merging import Merging
from engine.analysis.terms import (
    Column,
    Number,
    Opaque,
    Record,
    Rows,
    Term,
    Truth,
    Word,
)
from engine.expressions import ANYTHING, FUNCTIONS, Scope, Syntax, Type
from engine.expressions.infer import Typing

EMPTY_SCOPE = Scope({})


class Names:
    """What expressions read at a place: names, each with its term; `tag` tells items apart."""

    def __init__(self, found: Mapping[str, Term], tag: str, asked: Mapping[str, Formula]) -> None:
        self.found = dict(found)
        self.tag = tag
        self.asked = asked

    def inner(self, tag: str, more: Mapping[str, Term]) -> "Names":
        """The same with a few more, for an item."""
        return Names({**self.found, **more}, tag, self.asked)


class Translator:
    """Translates the expressions of a procedure; the same part of a text is one value each time."""

    def __init__(self, free: Free, scopes: Mapping[int, Scope]) -> None:
        self.free = free
        self.logic = free.logic
        self.scopes = scopes
        self.merging = Merging(free)
        self.arithmetic = Arithmetic(free)
        self.comparing = Comparing(free)
        self.made: dict[tuple[str, str], Term] = {}

    def truth(self, syntax: Syntax | None, names: Names) -> Truth:
        """A condition; one that is not written holds."""
        if syntax is None:
            return Truth(true=True, false=False, known=True)
        found = self.term(syntax, names)
        if isinstance(found, Truth):
            return found
        return self.free.truth(syntax.text, self.logic.flag())

    def term(self, syntax: Syntax, names: Names) -> Term:
        """The value of an expression."""
        return Reading(self, syntax, names).of(syntax.tree)

    def value_of(self, syntax: Syntax, node: ast.expr, names: Names) -> Term:
        """The value of a part of an expression."""
        return Reading(self, syntax, names).of(node)

    def truth_of(self, syntax: Syntax, node: ast.expr, names: Names) -> Truth:
        """A condition inside an expression."""
        reading = Reading(self, syntax, names)
        return reading.as_truth(reading.of(node))


class Reading:
    """One walk over the tree of an expression."""

    def __init__(self, owner: Translator, syntax: Syntax, names: Names) -> None:
        self.owner = owner
        self.free = owner.free
        self.logic = owner.logic
        self.names = names
        self.syntax = syntax
        self.rules: Mapping[type[ast.expr], Callable[..., Term]] = {
            ast.Constant: self._constant,
            ast.Name: self._name,
            ast.Attribute: self._attribute,
            ast.BoolOp: self._boolean,
            ast.UnaryOp: self._unary,
            ast.BinOp: self._arithmetic,
            ast.IfExp: self._either_way,
            ast.Compare: self._comparison,
            ast.Call: self._call,
        }

    def of(self, node: ast.expr) -> Term:
        """The value of a node."""
        rule = self.rules.get(type(node))
        return rule(node) if rule else self.unknown(node)

    def kind(self, node: ast.expr) -> Type:
        """The type of a node, as far as it is known."""
        scope = self.owner.scopes.get(id(self.syntax))
        return Typing(self.syntax, scope).of(node) if scope else ANYTHING

    def unknown(self, node: ast.expr, known: Formula | None = None) -> Term:
        """A value that is not translated: free, and the same wherever the same is written."""
        key = (self.names.tag, ast.dump(node))
        found = self.owner.made.get(key)
        if found is None:
            text = ast.unparse(node)
            there = self.logic.flag(f"{text}?") if known is None else known
            found = self.owner.made[key] = self.free.term(text, there, self.kind(node))
        return found

    def _constant(self, node: ast.Constant) -> Term:
        return constant_of(node.value)

    def _name(self, node: ast.Name) -> Term:
        found = self.names.found.get(node.id)
        return self.unknown(node) if found is None else found

    def _attribute(self, node: ast.Attribute) -> Term:
        owner = self.of(node.value)
        if isinstance(owner, Record):
            return owner.columns(node.attr)
        if isinstance(owner, Word) and owner.columns is not None:
            return owner.columns(node.attr)
        if isinstance(owner, Rows):
            return Column(
                owner.known, owner.count, owner.there, owner.one(node.attr), owner.rest(node.attr)
            )
        return self.unknown(node)

    def _boolean(self, node: ast.BoolOp) -> Term:
        parts = [self.of(part) for part in node.values]
        found = parts[0]
        for part in parts[1:]:
            if isinstance(node.op, ast.And):
                found = self._both(found, part)
            else:
                found = self._either(found, part)
        return found

    def _both(self, left: Term, right: Term) -> Term:
        first, second = self.as_truth(left), self.as_truth(right)
        true = self.logic.both(first.true, second.true)
        false = self.logic.either(first.false, second.false)
        return Truth(true, false, self.logic.either(true, false))

    def _either(self, left: Term, right: Term) -> Term:
        if isinstance(left, Truth) and isinstance(right, Truth):
            true = self.logic.either(left.true, right.true)
            false = self.logic.both(left.false, right.false)
            return Truth(true, false, self.logic.either(true, false))
        return self.owner.merging.pick(self.owner.comparing.is_said(left), left, right)

    def as_truth(self, term: Term) -> Truth:
        """A yes or no; what is not translated may be any."""
        return term if isinstance(term, Truth) else self.free.truth("truth", term.known)

    def _unary(self, node: ast.UnaryOp) -> Term:
        operand = self.of(node.operand)
        if isinstance(node.op, ast.Not):
            truth = self.as_truth(operand)
            return Truth(truth.false, truth.true, truth.known)
        if not isinstance(operand, Number):
            return self.unknown(node, operand.known)
        return Number(operand.known, self.logic.times(operand.value, -1), operand.whole)

    def _arithmetic(self, node: ast.BinOp) -> Term:
        left, right = self.of(node.left), self.of(node.right)
        known = self.logic.both(left.known, right.known)
        if isinstance(left, Number) and isinstance(right, Number):
            found = self.owner.arithmetic.worked_out(node.op, left, right, known)
            if found is not None:
                return found
        if isinstance(node.op, ast.Div) and isinstance(right, Number):
            known = self.logic.both(known, self.logic.no(self.logic.equal(right.value, 0)))
        return self.unknown(node, known)

    def _either_way(self, node: ast.IfExp) -> Term:
        test = self.as_truth(self.of(node.test))
        found = self.owner.merging.pick(test.true, self.of(node.body), self.of(node.orelse))
        return self.owner.merging.under(test.known, found)

    def _comparison(self, node: ast.Compare) -> Term:
        found: Term | None = None
        sides = [node.left, *node.comparators]
        for left, sign, right in zip(sides, node.ops, sides[1:], strict=False):
            pair = self._pair(left, sign, right)
            found = pair if found is None else self._both(found, pair)
        return found if found is not None else self.unknown(node)

    def _pair(self, left: ast.expr, sign: ast.cmpop, right: ast.expr) -> Truth:
        first = self.of(left)
        if isinstance(sign, (ast.In, ast.NotIn)):
            found = self._inside(first, right)
        else:
            found = self.owner.comparing.compare(type(sign), first, self.of(right))
        if found is None:
            positive = ast.Compare(left, [_POSITIVE.get(type(sign), type(sign))()], [right])
            found = self.as_truth(self.unknown(positive, self._compared(first, right)))
            if type(sign) in _POSITIVE:
                found = Truth(found.false, found.true, found.known)
            return found
        negated = isinstance(sign, ast.NotIn)
        return Truth(found.false, found.true, found.known) if negated else found

    def _compared(self, first: Term, right: ast.expr) -> Formula:
        """Whether both sides of a comparison that is not translated may be known: freely."""
        del right
        return self.logic.both(first.known, self.logic.flag())

    def _inside(self, first: Term, right: ast.expr) -> Truth | None:
        if isinstance(right, (ast.List, ast.Tuple)):
            items = [self.of(item) for item in right.elts]
            pairs = [self.owner.comparing.compare(ast.Eq, first, item) for item in items]
            found = [pair for pair in pairs if pair is not None]
            if len(found) < len(pairs):
                return None
            true = self.logic.either(*(pair.true for pair in found))
            false = self.logic.both(first.known, *(pair.false for pair in found))
            return Truth(true, false, self.logic.either(true, false))
        return self.owner.comparing.inside(first, self.of(right))

    def _call(self, node: ast.Call) -> Term:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        function = FUNCTIONS.get(name)
        if function is None or function.binds:
            return self.unknown(node)
        given = [self.of(argument) for argument in node.args]
        translate = CALLS.get(name)
        found = translate(self, node, given) if translate else None
        if found is not None:
            return found
        known = self.logic.both(*(one.known for one in given if one.known is not False))
        return self.unknown(node, self.logic.both(known, self.logic.flag(f"{name}?")))


def constant_of(value: object) -> Term:
    """A value that is known."""
    if isinstance(value, bool):
        return Truth(true=value, false=not value, known=True)
    if isinstance(value, str):
        return Word(known=True, flags={value: True})
    if isinstance(value, (int, Decimal)):
        return Number(known=True, value=exact(value), whole=isinstance(value, int))
    return Opaque(known=False)


_POSITIVE: Mapping[type[ast.cmpop], type[ast.cmpop]] = {ast.NotEq: ast.Eq, ast.NotIn: ast.In}
