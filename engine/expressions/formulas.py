"""An expression in words: what a person reads when its author gave no rule."""

import ast
from collections.abc import Callable, Mapping

from engine.expressions.problems import _
from engine.expressions.syntax import Syntax, dotted
from engine.expressions.tables import TABLES
from engine.expressions.values import Value
from engine.expressions.words import show
from engine.i18n import gettext

Label = Callable[[str], str]

_SIGNS: Mapping[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "−",
    ast.Mult: "×",
    ast.Div: "÷",
    ast.Eq: "=",
    ast.NotEq: "≠",
    ast.Lt: "<",
    ast.LtE: "≤",
    ast.Gt: ">",
    ast.GtE: "≥",
}
_WORDS = {
    "or": _("{a} or {b}"),
    "and": _("{a} and {b}"),
    "not": _("not {a}"),
    "if": _("{a} if {b}, else {c}"),
    "in": _("{a} among {b}"),
    "out": _("{a} not among {b}"),
    "round": _("{a}, rounded"),
    "cents": _("{a}, rounded to the cent"),
    "decimals": _("{a}, rounded to {b} decimals"),
    "min": _("the smallest of ({all})"),
    "max": _("the greatest of ({all})"),
    "sum": _("the sum of {a}"),
    "sum_where": _("the sum of {a} where {b}"),
    "count": _("the number of {a}"),
    "count_where": _("the number of {a}"),
    "percent": _("{b} % of {a}"),
    "lookup": _("{c} of “{a}”"),
    "bracket": _("{c} of “{a}” for {b}"),
    "brackets": _("{b} through the brackets of “{a}”"),
    "sum_of": _("the sum over the rows of: {b}"),
    "sum_over_nights": _("the sum over the nights of: {c}"),
    "year_of": _("the year of {a}"),
    "nights_in": _("the nights from {a} to {b}"),
    "days_between": _("the days from {a} to {b}"),
}
_READERS = frozenset({"lookup", "bracket", "brackets"})


def formula(syntax: Syntax, label: Label, language: str) -> str:
    """An expression in words; `label` says what a name is called, a table by `#tables.name`."""
    words = _Words(label, language).of(syntax.tree)
    return words[:1].upper() + words[1:]


class _Words:
    """Puts the nodes of a tree in words."""

    def __init__(self, label: Label, language: str) -> None:
        self.label = label
        self.language = language

    def of(self, node: ast.expr) -> str:
        """A node in words."""
        name = dotted(node)
        if name is not None:
            return self.label(name)
        ways: Mapping[type[ast.expr], Callable[..., str]] = {
            ast.Constant: self._constant,
            ast.BinOp: self._binary,
            ast.UnaryOp: self._unary,
            ast.BoolOp: self._boolean,
            ast.Compare: self._comparison,
            ast.IfExp: lambda one: self._said("if", one.body, one.test, one.orelse),
            ast.Call: self._call,
        }
        return ways.get(type(node), self._list)(node)

    def _said(self, key: str, *nodes: ast.expr) -> str:
        texts = [self.of(node) for node in nodes]
        named = dict(zip(("a", "b", "c"), [*texts, "", ""], strict=False))
        return gettext(self.language, _WORDS[key], **named, all=" ; ".join(texts))

    def _constant(self, node: ast.Constant) -> str:
        value: Value = node.value  # type: ignore[assignment]
        return show(value, self.language)

    def _inside(self, node: ast.expr, around: ast.expr) -> str:
        """A part of an operation, in brackets when it needs them."""
        text = self.of(node)
        is_sum = isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub))
        is_product = isinstance(around, ast.BinOp) and isinstance(around.op, (ast.Mult, ast.Div))
        needs = (is_sum and is_product) or isinstance(node, (ast.IfExp, ast.BoolOp))
        return f"({text})" if needs or (", " in text and dotted(node) is None) else text

    def _binary(self, node: ast.BinOp) -> str:
        left, right = self._inside(node.left, node), self._inside(node.right, node)
        if isinstance(node.op, (ast.Sub, ast.Div)) and isinstance(node.right, ast.BinOp):
            right = f"({self.of(node.right)})"
        return f"{left} {_SIGNS[type(node.op)]} {right}"

    def _unary(self, node: ast.UnaryOp) -> str:
        if isinstance(node.op, ast.Not):
            return self._said("not", node.operand)
        return f"{_SIGNS[ast.Sub]}{self._inside(node.operand, node)}"

    def _boolean(self, node: ast.BoolOp) -> str:
        word = _WORDS["and" if isinstance(node.op, ast.And) else "or"]
        found = self.of(node.values[0])
        for part in node.values[1:]:
            found = gettext(self.language, word, a=found, b=self.of(part))
        return found

    def _comparison(self, node: ast.Compare) -> str:
        found = self.of(node.left)
        for sign, part in zip(node.ops, node.comparators, strict=True):
            if isinstance(sign, (ast.In, ast.NotIn)):
                word = _WORDS["in" if isinstance(sign, ast.In) else "out"]
                found = gettext(self.language, word, a=found, b=self.of(part))
            else:
                found = f"{found} {_SIGNS[type(sign)]} {self.of(part)}"
        return found

    def _call(self, node: ast.Call) -> str:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name == "round" and len(node.args) == 2:
            cents = isinstance(node.args[1], ast.Constant) and node.args[1].value == 2
            return self._said("cents" if cents else "decimals", *node.args)
        if name in _READERS and isinstance(node.args[0], ast.Constant):
            table = ast.Name(f"{TABLES}.{node.args[0].value!s}")
            return self._said(name, table, *node.args[1:])
        if name in _WORDS:
            return self._said(name, *node.args)
        texts = [self.of(one) for one in node.args if getattr(one, "value", "") is not None]
        return f"{name}({' ; '.join(texts)})"

    def _list(self, node: ast.expr) -> str:
        return ", ".join(self.of(one) for one in getattr(node, "elts", ()))
