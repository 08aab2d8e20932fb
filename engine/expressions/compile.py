"""From the tree of an expression to a closure that works it out, with no tree left to walk."""

import ast
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from engine.expressions import numbers
from engine.expressions.functions import FUNCTIONS, Function
from engine.expressions.lists import attribute
from engine.expressions.nights import changes_of, steady_tables
from engine.expressions.syntax import Syntax
from engine.expressions.tables import TABLES, Tables
from engine.expressions.values import (
    UNKNOWN,
    Environment,
    Value,
    is_date,
    is_list,
    is_number,
    is_text,
    is_unknown,
)

Closure = Callable[[Environment], Value]
Comparison = Callable[[Value, Value], Value]

DEFAULT_LANGUAGE = "fr"
# The name under which `asked` finds what is on the route; nobody can write it.
ROUTE = "#route"


def compiled(syntax: Syntax, language: str = DEFAULT_LANGUAGE) -> Closure:
    """The closure that gives the value of `syntax` in an environment, whatever is in it.

    It raises nothing: what cannot be worked out is UNKNOWN. `language` is that of the texts
    made by functions. The same closure is given the next time.
    """
    found = syntax.closures.get(language)
    if found is None:
        found = syntax.closures[language] = closure(syntax.tree, language)
    return found


def closure(node: ast.expr, language: str = DEFAULT_LANGUAGE) -> Closure:
    """The closure of one node of a tree."""
    return _COMPILERS[type(node)](node, language)


def compare(sign: type[ast.cmpop], left: Value, right: Value) -> Value:
    """The result of a comparison, UNKNOWN when a side is, or when they are not of one kind."""
    return _COMPARISONS[sign](left, right)


def _constant(node: ast.Constant, language: str) -> Closure:
    del language
    value: Value = node.value  # type: ignore[assignment]
    return lambda environment: value


def _name(node: ast.Name, language: str) -> Closure:
    del language
    return _reading(node.id)


def _reading(name: str) -> Closure:
    def read(environment: Environment) -> Value:
        value = environment.get(name, UNKNOWN)
        return UNKNOWN if value is None else value

    return read


def _attribute(node: ast.Attribute, language: str) -> Closure:
    owner, name = closure(node.value, language), node.attr
    return lambda environment: attribute(owner(environment), name)


def _list(node: ast.List | ast.Tuple, language: str) -> Closure:
    items = tuple(closure(item, language) for item in node.elts)
    if all(isinstance(item, ast.Constant) for item in node.elts):
        values = tuple(item({}) for item in items)
        return lambda environment: values
    return lambda environment: tuple(item(environment) for item in items)


def _boolean(node: ast.BoolOp, language: str) -> Closure:
    parts = [closure(part, language) for part in node.values]
    join = _both if isinstance(node.op, ast.And) else _either
    found = parts[0]
    for part in parts[1:]:
        found = join(found, part)
    return found


def _both(left: Closure, right: Closure) -> Closure:
    def both(environment: Environment) -> Value:
        first = left(environment)
        if first is False:
            return False
        second = right(environment)
        if second is False:
            return False
        return True if first is True and second is True else UNKNOWN

    return both


def _either(left: Closure, right: Closure) -> Closure:
    def either(environment: Environment) -> Value:
        first = left(environment)
        if first is True:
            return True
        if first is False or first is UNKNOWN:
            second = right(environment)
            return UNKNOWN if second is False and first is UNKNOWN else second
        # What is no yes or no gives way to the next value only when it is empty.
        return first if first != "" else right(environment)

    return either


def _unary(node: ast.UnaryOp, language: str) -> Closure:
    operand = closure(node.operand, language)
    if isinstance(node.op, ast.USub):
        return lambda environment: numbers.negate(operand(environment))

    def negation(environment: Environment) -> Value:
        value = operand(environment)
        return (not value) if isinstance(value, bool) else UNKNOWN

    return negation


def _arithmetic(node: ast.BinOp, language: str) -> Closure:
    left, right = closure(node.left, language), closure(node.right, language)
    calculate = _CALCULATIONS[type(node.op)]
    return lambda environment: calculate(left(environment), right(environment))


def _either_way(node: ast.IfExp, language: str) -> Closure:
    test = closure(node.test, language)
    then, otherwise = closure(node.body, language), closure(node.orelse, language)

    def choose(environment: Environment) -> Value:
        decided = test(environment)
        if decided is True:
            return then(environment)
        return otherwise(environment) if decided is False else UNKNOWN

    return choose


def _comparison(node: ast.Compare, language: str) -> Closure:
    sides = [node.left, *node.comparators]
    found = _pair(sides[0], node.ops[0], sides[1], language)
    for left, sign, right in zip(sides[1:], node.ops[1:], sides[2:], strict=False):
        found = _both(found, _pair(left, sign, right, language))
    return found


def _pair(left: ast.expr, sign: ast.cmpop, right: ast.expr, language: str) -> Closure:
    if isinstance(left, ast.Name) and isinstance(right, ast.Constant):
        fast = _name_and_constant(left.id, sign, right.value)  # type: ignore[arg-type]
        if fast is not None:
            return fast
    first, second = closure(left, language), closure(right, language)
    judge = _COMPARISONS[type(sign)]
    return lambda environment: judge(first(environment), second(environment))


def _name_and_constant(name: str, sign: ast.cmpop, constant: Value) -> Closure | None:
    """The comparison that most conditions are: an answer and a text."""
    if not isinstance(constant, str) or not isinstance(sign, (ast.Eq, ast.NotEq)):
        return None

    def equal(environment: Environment) -> Value:
        value = environment.get(name, UNKNOWN)
        return UNKNOWN if value is UNKNOWN or value is None else value == constant

    def different(environment: Environment) -> Value:
        value = environment.get(name, UNKNOWN)
        return UNKNOWN if value is UNKNOWN or value is None else value != constant

    return equal if isinstance(sign, ast.Eq) else different


def _call(node: ast.Call, language: str) -> Closure:
    function = FUNCTIONS.get(node.func.id) if isinstance(node.func, ast.Name) else None
    if function is None or not function.takes(len(node.args)):
        return lambda environment: UNKNOWN
    around: Mapping[str, Closure] = {
        "today": _today,
        "route": _reading(ROUTE),
        "language": lambda environment: language,
        "tables": _tables,
    }
    given = [closure(argument, language) for argument in node.args]
    if function.binds:
        return _binding(function, given, node)
    return _calling(function, [around[name] for name in function.reads], given)


def _binding(function: Function, given: Sequence[Closure], node: ast.Call) -> Closure:
    """A call whose last value is worked out several times, for each value of a name."""
    *before, each = given
    holds = [function.wanted(index).holds for index in range(len(before))]
    run, name = function.run, function.binds
    steady = steady_tables(node.args[-1], name)

    def call(environment: Environment) -> Value:
        values = [read(environment) for read in before]
        for value, hold in zip(values, holds, strict=True):
            if value is UNKNOWN or not hold(value):
                return UNKNOWN
        changes = changes_of(_tables(environment), steady)
        return run(*values, lambda value: each(Bound(environment, name, value)), changes)

    return call


def _calling(function: Function, around: Sequence[Closure], given: Sequence[Closure]) -> Closure:
    holds = [function.wanted(index).holds for index in range(len(given))]
    run, takes_unknown = function.run, function.takes_unknown

    def call(environment: Environment) -> Value:
        values = [read(environment) for read in given]
        if not takes_unknown:
            for value, hold in zip(values, holds, strict=True):
                if value is not None and (value is UNKNOWN or not hold(value)):
                    return UNKNOWN
        context = [read(environment) for read in around]
        return UNKNOWN if UNKNOWN in context else run(*context, *values)

    return call


def _today(environment: Environment) -> Value:
    value = environment.get("today", UNKNOWN)
    return value if is_date(value) else UNKNOWN


def _tables(environment: Environment) -> Value:
    found: Any = environment.get(TABLES, UNKNOWN)
    return found if isinstance(found, Tables) else UNKNOWN  # type: ignore[return-value]


class Bound(Mapping[str, Value]):
    """An environment in which one more name has a value."""

    def __init__(self, outer: Environment, name: str, value: Any) -> None:
        self.outer = outer
        self.name = name
        self.value = value

    def get(self, name: str, default: Any = None) -> Any:
        """The value of the name, or what is known around."""
        return self.value if name == self.name else self.outer.get(name, default)

    def __getitem__(self, name: str) -> Value:
        return self.value if name == self.name else self.outer[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**dict.fromkeys(self.outer), self.name: None})

    def __len__(self) -> int:
        return len(list(iter(self)))


def _equal(left: Value, right: Value) -> Value:
    if is_unknown(left) or is_unknown(right):
        return UNKNOWN
    try:
        return left == right
    except ArithmeticError:
        return UNKNOWN


def _different(left: Value, right: Value) -> Value:
    equal = _equal(left, right)
    return UNKNOWN if equal is UNKNOWN else not equal


def _ordering(judge: Callable[..., bool]) -> Comparison:
    def ordered(left: Value, right: Value) -> Value:
        for is_of_kind in (is_number, is_date, is_text):
            if is_of_kind(left):
                return judge(left, right) if is_of_kind(right) else UNKNOWN
        return UNKNOWN

    return ordered


def _inside(left: Value, right: Value) -> Value:
    if is_unknown(left) or not is_list(right):
        return UNKNOWN
    found = [_equal(left, item) for item in right]
    if True in found:
        return True
    return UNKNOWN if UNKNOWN in found else False


def _outside(left: Value, right: Value) -> Value:
    inside = _inside(left, right)
    return UNKNOWN if inside is UNKNOWN else not inside


_CALCULATIONS: Mapping[type[ast.operator], numbers.Calculation] = {
    ast.Add: numbers.add,
    ast.Sub: numbers.subtract,
    ast.Mult: numbers.multiply,
    ast.Div: numbers.divide,
}
_COMPARISONS: Mapping[type[ast.cmpop], Comparison] = {
    ast.Eq: _equal,
    ast.NotEq: _different,
    ast.Lt: _ordering(operator.lt),
    ast.LtE: _ordering(operator.le),
    ast.Gt: _ordering(operator.gt),
    ast.GtE: _ordering(operator.ge),
    ast.In: _inside,
    ast.NotIn: _outside,
}
_COMPILERS: Mapping[type[ast.expr], Callable[..., Closure]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.List: _list,
    ast.Tuple: _list,
    ast.BoolOp: _boolean,
    ast.UnaryOp: _unary,
    ast.BinOp: _arithmetic,
    ast.IfExp: _either_way,
    ast.Compare: _comparison,
    ast.Call: _call,
}
