"""The cases that a condition tells apart: a formula over subjects, the values to try for each."""

import ast
import operator
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from math import floor

from engine.expressions.compile import closure
from engine.expressions.infer import Typing
from engine.expressions.syntax import Syntax, names_in
from engine.expressions.types import DATE, INTEGER, Choice, Scope, Type
from engine.expressions.values import is_number

Trial = dict[str, object]
Formula = Callable[[Trial], bool]
Judge = Callable[..., bool]

_OTHER = object()
_SIGNS: Mapping[type[ast.cmpop], Judge] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_MIRRORED: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.Eq,
    ast.NotEq: ast.NotEq,
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
}


class Cases:
    """Reads conditions as formulas, and notes what each of their subjects is compared with."""

    def __init__(self, syntax: Syntax, scope: Scope) -> None:
        self.syntax = syntax
        self.scope = scope
        self.size = 0
        self.kinds: dict[str, Type] = {}
        self.constants: dict[str, set[object]] = {}
        self.free: dict[str, tuple[object, ...]] = {}

    def formula(self, node: ast.expr) -> Formula:
        """What decides whether `node` is true, given a value for each subject."""
        self.size += 1
        if isinstance(node, ast.BoolOp):
            parts = [self.formula(part) for part in node.values]
            join = all if isinstance(node.op, ast.And) else any
            return lambda trial: join(part(trial) for part in parts)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            inner = self.formula(node.operand)
            return lambda trial: not inner(trial)
        return self._other(node)

    @property
    def subjects(self) -> frozenset[str]:
        """What the formulas made so far depend on."""
        return frozenset(self.free) | frozenset(self.constants)

    def domains(self) -> dict[str, tuple[object, ...]]:
        """The values to try for each subject; together they stand for all there are."""
        found = dict(self.free)
        for subject, constants in self.constants.items():
            found[subject] = _values(self.kinds[subject], constants)
        return found

    def _other(self, node: ast.expr) -> Formula:
        if isinstance(node, ast.IfExp):
            test, then, otherwise = map(self.formula, (node.test, node.body, node.orelse))
            return lambda trial: then(trial) if test(trial) else otherwise(trial)
        if isinstance(node, ast.Compare):
            return self._comparison(node)
        if isinstance(node, ast.Constant) and isinstance(node.value, bool):
            truth = node.value
            return lambda trial: truth
        return self._truth(node)

    def _truth(self, node: ast.expr) -> Formula:
        """What is not understood: true or false, but the same each time it is written."""
        subject = ast.dump(node)
        self.free[subject] = (True, False)
        return lambda trial: bool(trial[subject])

    def _comparison(self, node: ast.Compare) -> Formula:
        sides = [node.left, *node.comparators]
        pairs = [
            self._pair(left, type(sign), right)
            for left, sign, right in zip(sides, node.ops, sides[1:], strict=False)
        ]
        return lambda trial: all(pair(trial) for pair in pairs)

    def _pair(self, left: ast.expr, sign: type[ast.cmpop], right: ast.expr) -> Formula:
        self.size += 1
        if not names_in(left) | names_in(right):
            return self._settled(ast.Compare(left, [sign()], [right]))
        if sign in (ast.In, ast.NotIn):
            return self._inside(left, sign, right)
        if _is_constant(left) and not _is_constant(right):
            left, sign, right = right, _MIRRORED[sign], left
        if _is_constant(right):
            return self._with_constant(left, sign, _comparable(closure(right)({})))
        return self._relation(left, sign, right)

    def _settled(self, node: ast.Compare) -> Formula:
        truth = closure(node)({})
        return (lambda trial: truth) if isinstance(truth, bool) else self._truth(node)

    def _with_constant(self, node: ast.expr, sign: type[ast.cmpop], constant: object) -> Formula:
        if isinstance(constant, bool) and sign in (ast.Eq, ast.NotEq):
            inner, wanted = self.formula(node), constant is (sign is ast.Eq)
            return lambda trial: inner(trial) is wanted
        has_cases = isinstance(constant, Fraction) or sign in (ast.Eq, ast.NotEq)
        if isinstance(constant, bool) or not has_cases:
            return self._truth(ast.Compare(node, [sign()], [ast.Constant(repr(constant))]))
        subject, judge = self._subject(node, {constant}), _SIGNS[sign]
        return lambda trial: judge(trial[subject], constant)

    def _inside(self, left: ast.expr, sign: type[ast.cmpop], right: ast.expr) -> Formula:
        wanted = sign is ast.In
        written = right.elts if isinstance(right, (ast.List, ast.Tuple)) else []
        constants = {_comparable(each.value) for each in written if isinstance(each, ast.Constant)}
        kinds = {type(constant) for constant in constants}
        if len(constants) < len(written) or kinds not in ({str}, {Fraction}):
            inner = self._truth(ast.Compare(left, [ast.In()], [right]))
            return lambda trial: inner(trial) is wanted
        subject = self._subject(left, constants)
        return lambda trial: (trial[subject] in constants) is wanted

    def _relation(self, left: ast.expr, sign: type[ast.cmpop], right: ast.expr) -> Formula:
        """Two subjects: the first is below, at or above the second."""
        first, second = ast.dump(left), ast.dump(right)
        if first > second:
            first, second, sign = second, first, _MIRRORED[sign]
        subject, judge = f"{first} / {second}", _SIGNS[sign]
        self.free[subject] = (0,) if first == second else (-1, 0, 1)
        return lambda trial: judge(trial[subject], 0)

    def _subject(self, node: ast.expr, constants: set[object]) -> str:
        # Compared with a number here and a text there, it counts as two subjects.
        subject = f"{type(next(iter(constants))).__name__} {ast.dump(node)}"
        self.kinds[subject] = Typing(self.syntax, self.scope).of(node)
        self.constants.setdefault(subject, set()).update(constants)
        return subject


def _is_constant(node: ast.expr) -> bool:
    return not names_in(node) and _comparable(closure(node)({})) is not None


def _comparable(value: object) -> object:
    """A constant in a form in which all of its kind are compared exactly, else None."""
    if isinstance(value, (str, bool)):
        return value
    if isinstance(value, date):
        return Fraction(value.toordinal())
    return Fraction(value) if is_number(value) else None


def _values(kind: Type, constants: set[object]) -> tuple[object, ...]:
    numbers = sorted(value for value in constants if isinstance(value, Fraction))
    if numbers:
        return tuple(_points(numbers, whole=kind in (INTEGER, DATE)))
    options = kind.options if isinstance(kind, Choice) else None
    return (*(constants | set(options)),) if options else (*constants, _OTHER)


def _points(numbers: list[Fraction], *, whole: bool) -> list[Fraction]:
    """A value below, at, between and above the numbers; only whole ones when told so."""
    found = [Fraction(floor(numbers[0]) - 1)]
    for number, after in zip(numbers, [*numbers[1:], None], strict=True):
        if not whole or number == floor(number):
            found.append(number)
        stepped = after is None or whole
        between = Fraction(floor(number) + 1) if stepped else (number + (after or 0)) / 2
        if after is None or between < after:
            found.append(between)
    return found
