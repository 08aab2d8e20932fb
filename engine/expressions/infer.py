"""The type of an expression, and everything that is wrong with it, not only the first."""

import ast
import re
from collections.abc import Callable, Mapping, Sequence

from engine.expressions.comparisons import Side, faults
from engine.expressions.compile import closure
from engine.expressions.functions import FUNCTIONS, Function
from engine.expressions.guesses import meant
from engine.expressions.matching import compiled_form
from engine.expressions.operators import binary_type
from engine.expressions.problems import Problem, _
from engine.expressions.reading import read_table
from engine.expressions.syntax import Syntax, extent, names_in
from engine.expressions.types import (
    ANYTHING,
    DECIMAL,
    INTEGER,
    TEXT,
    YES_NO,
    List,
    Scope,
    Type,
    columns_of,
    common,
    item_of,
)
from engine.expressions.values import UNKNOWN
from engine.source.names import nearest

_WANTED = {
    "yes_no": _("A condition is wanted here: something that is true or false"),
    "number": _("A number is wanted here"),
    "text": _("A text is wanted here"),
    "date": _("A date is wanted here"),
    "list": _("A group or a list is wanted here"),
}
_COMMA = re.compile(r"[0-9],[0-9]")
_OTHER_WANTED = _("Another kind of value is wanted here")


def infer(
    syntax: Syntax, scope: Scope, wanted: Type | None = None
) -> tuple[Type, tuple[Problem, ...]]:
    """The type of `syntax` where the names of `scope` can be read, with all its problems.

    With `wanted`, being of another family of types is a problem too. What is wrong has the
    type ANYTHING, which goes with all others, so that one mistake is said once.
    """
    typing = Typing(syntax, scope)
    kind = typing.of(syntax.tree)
    if wanted is not None and common((kind, wanted)) is None:
        typing.report(syntax.tree, "types", _WANTED.get(wanted.family, _OTHER_WANTED))
    return kind, tuple(sorted(typing.problems, key=lambda each: each.span.start))


def literal_type(value: object) -> Type:
    """The type of a literal."""
    if value is None:
        return ANYTHING
    if isinstance(value, bool):
        return YES_NO
    if isinstance(value, str):
        return TEXT
    return INTEGER if isinstance(value, int) else DECIMAL


def _is_zero(node: ast.expr) -> bool:
    return not names_in(node) and closure(node)({}) == 0


class Typing:
    """One walk over a tree: gives the type of each node, gathers what is wrong."""

    def __init__(self, syntax: Syntax, scope: Scope) -> None:
        self.syntax = syntax
        self.scope = scope
        self.problems: list[Problem] = []
        self.beside: Type = ANYTHING
        self.rules: Mapping[type[ast.expr], Callable[..., Type]] = {
            ast.Constant: lambda node: literal_type(node.value),
            ast.Name: self._name,
            ast.Attribute: self._attribute,
            ast.List: self._stray_list,
            ast.Tuple: self._stray_list,
            ast.BoolOp: self._boolean,
            ast.UnaryOp: self._unary,
            ast.BinOp: self._binary,
            ast.IfExp: self._either_way,
            ast.Compare: self._comparison,
            ast.Call: self._call,
        }

    def of(self, node: ast.expr) -> Type:
        """The type of a node; what is wrong in it is kept in `problems`."""
        return self.rules[type(node)](node)

    def report(self, node: ast.expr, kind: str, message: str, **values: object) -> None:
        """Keep a problem found at a node; the value `suggestion` is the nearest right name."""
        suggestion = values.pop("suggestion", None)
        near = suggestion if isinstance(suggestion, str) else None
        self.problems.append(Problem(kind, self.syntax.at(node), message, values, near))

    def _name(self, node: ast.Name) -> Type:
        name, scope = node.id, self.scope
        if name in scope.names:
            return scope.names[name]
        if name in scope.later:
            self.report(node, "later", _("“{name}” is only asked later"), name=name)
            return scope.later[name]
        near = meant(name, scope, self.beside)
        message = _("Nothing is named “{name}”")
        self.report(node, "unknown_name", message, name=name, suggestion=near)
        return ANYTHING

    def _attribute(self, node: ast.Attribute) -> Type:
        owner = self.of(node.value)
        columns = columns_of(owner)
        if owner.family == "any" or node.attr in columns:
            return columns.get(node.attr, ANYTHING)
        last = extent(node)[1]
        span = self.syntax.part(last - len(node.attr), last)
        written = self.syntax.text[slice(*extent(node.value))]
        message = _("There is no “{name}” in “{owner}”")
        values = {"name": node.attr, "owner": written}
        near = nearest(node.attr, columns)
        self.problems.append(Problem("unknown_column", span, message, values, near))
        return ANYTHING

    def _stray_list(self, node: ast.List | ast.Tuple) -> Type:
        kind = self._written_list(node)
        message = _("A list in brackets can only stand after “in”")
        if _COMMA.search(self.syntax.text[slice(*extent(node))]):
            message = _("A decimal number is written with a point: 0.5")
        self.report(node, "types", message)
        return kind

    def _written_list(self, node: ast.List | ast.Tuple) -> Type:
        joined = common([self.of(item) for item in node.elts])
        if joined is None:
            self.report(node, "types", _("The values of a list must be of one kind"))
        return List(joined or ANYTHING)

    def _boolean(self, node: ast.BoolOp) -> Type:
        kinds = [self.of(part) for part in node.values]
        joined = common(kinds)
        if isinstance(node.op, ast.Or) and joined is not None and joined.family != "nothing":
            return joined
        for part, kind in zip(node.values, kinds, strict=True):
            self._want_truth(part, kind)
        return YES_NO

    def _want_truth(self, node: ast.expr, kind: Type) -> None:
        if kind.family not in ("yes_no", "any"):
            self.report(node, "types", _WANTED["yes_no"])

    def _unary(self, node: ast.UnaryOp) -> Type:
        kind = self.of(node.operand)
        if isinstance(node.op, ast.Not):
            self._want_truth(node.operand, kind)
            return YES_NO
        if kind.family not in ("number", "any"):
            self.report(node, "types", _("Only a number has an opposite"))
            return ANYTHING
        return kind

    def _binary(self, node: ast.BinOp) -> Type:
        kind, message = binary_type(type(node.op), self.of(node.left), self.of(node.right))
        if message:
            self.report(node, "types", message)
        elif isinstance(node.op, ast.Div) and _is_zero(node.right):
            self.report(node, "constant", _("A division by zero has no value"))
        return kind

    def _either_way(self, node: ast.IfExp) -> Type:
        self._want_truth(node.test, self.of(node.test))
        joined = common((self.of(node.body), self.of(node.orelse)))
        if joined is None:
            message = _("The two values of “if … else …” must be of one kind")
            self.report(node, "types", message)
        return joined or ANYTHING

    def _comparison(self, node: ast.Compare) -> Type:
        left = Side(node.left, self.of(node.left))
        for sign, other in zip(node.ops, node.comparators, strict=True):
            self.beside = item_of(left.kind) or left.kind
            right = Side(other, self._right_side(sign, other))
            self.beside = ANYTHING
            for where, kind, message, values, near in faults(sign, left, right):
                self.report(where or node, kind, message, **values, suggestion=near)
            left = right
        return YES_NO

    def _right_side(self, sign: ast.cmpop, node: ast.expr) -> Type:
        if isinstance(sign, (ast.In, ast.NotIn)) and isinstance(node, (ast.List, ast.Tuple)):
            return self._written_list(node)
        return self.of(node)

    def _call(self, node: ast.Call) -> Type:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        function = FUNCTIONS.get(name)
        kinds = self._kinds(node, function)
        if function is None:
            near, message = nearest(name, FUNCTIONS), _("No function is named “{name}”")
            self.report(node.func, "unknown_function", message, name=name, suggestion=near)
            return ANYTHING
        if not function.takes(len(kinds)):
            message = _("The number of values is wrong: write {signature}")
            self.report(node, "arity", message, signature=function.signature)
            return ANYTHING
        return self._called(node, function, kinds)

    def _kinds(self, node: ast.Call, function: Function | None) -> list[Type]:
        """The types of what a function is given; the last one may read one more name."""
        if function is None or not function.binds or not node.args:
            return [self.of(argument) for argument in node.args]
        kinds = [self.of(argument) for argument in node.args[:-1]]
        outer, self.scope = (
            self.scope,
            self.scope.with_more({function.binds: function.bound(kinds)}),
        )
        kinds.append(self.of(node.args[-1]))
        self.scope = outer
        return kinds

    def _called(self, node: ast.Call, function: Function, kinds: Sequence[Type]) -> Type:
        before = len(self.problems)
        for index, (argument, kind) in enumerate(zip(node.args, kinds, strict=True)):
            wanted = function.wanted(index)
            if not wanted.accepts(kind):
                self.report(argument, "types", wanted.message, function=function.name)
        if len(self.problems) > before:
            return ANYTHING
        if "tables" in function.reads:
            return self._from_table(node, function)
        given = function.gives(kinds)
        if given is None:
            message = _("The values of {function}() must be of one kind")
            self.report(node, "types", message, function=function.name)
        self._check_literals(node, function)
        return given or ANYTHING

    def _from_table(self, node: ast.Call, function: Function) -> Type:
        """The type of what a table gives, once its name and those of its columns are right."""
        kind, found = read_table(node, function, self.scope.tables, self.of)
        for where, fault, message, values, near in found:
            self.report(where, fault, message, **values, suggestion=near)
        return kind

    def _check_pattern(self, node: ast.expr) -> None:
        """A pattern is written once, and could not take long to try."""
        if not isinstance(node, ast.Constant) or compiled_form(str(node.value)) is None:
            message = _("This is no pattern in quotes, or one that could take too long to try")
            self.report(node, "constant", message)

    def _check_literals(self, node: ast.Call, function: Function) -> None:
        if function.name == "matches":
            self._check_pattern(node.args[1])
        if (
            function.reads
            or function.binds
            or not all(isinstance(each, ast.Constant) for each in node.args)
        ):
            return
        if closure(node)({}) is UNKNOWN:
            message = _("This is no value that {function}() can work with")
            if function.name == "date":
                message = _('A day is written as date("2025-03-12"), and must exist')
            self.report(node, "constant", message, function=function.name)
