"""What can be compared with what, and what to say of the rest."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from engine.expressions.problems import _
from engine.expressions.types import Choice, Choices, Type, common, item_of
from engine.source.names import nearest

Fault = tuple[ast.expr | None, str, str, dict[str, object], str | None]

_LIST = _("A list is not compared: use count(), any(), all() or “in”")
_ROW = _("A row is not compared: name one of its columns")
_NOTHING = _("There is no answer here to compare")
_CHOICE_NUMBER = _("A choice is compared with one of its options, written in quotes")
_APART = {
    "list": _LIST,
    "row": _ROW,
    "nothing": _NOTHING,
    "date": _('A date is only compared with a date: date("2025-03-12")'),
    "month": _("A month is only compared with a month"),
    "yes_no": _("A yes or no is only compared with true or false"),
    "choice": _CHOICE_NUMBER,
    "number": _("A number is only compared with a number, written without quotes"),
}
_UNORDERED = _("These values have no order: compare them with “==” or “!=”")
_NO_LIST = _('“in” looks for a value in a list: a choice of several, a column, ["a", "b"]')
_STRANGERS = _("These two choices have no option in common")
_NO_OPTION = _("“{value}” is not one of the options")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: where it was written, its type."""

    node: ast.expr
    kind: Type


def faults(sign: ast.cmpop, left: Side, right: Side) -> Iterator[Fault]:
    """All that is wrong with a comparison: where (None: the whole), kind, message, values."""
    if "any" in (left.kind.family, right.kind.family):
        return
    if isinstance(sign, (ast.In, ast.NotIn)):
        yield from _inside(left, right)
        return
    message = _mismatch(sign, left.kind, right.kind)
    if message:
        yield None, "types", message, {}, None
        return
    yield from _options(left.kind, right.node)
    yield from _options(right.kind, left.node)


def _mismatch(sign: ast.cmpop, left: Type, right: Type) -> str | None:
    families = (left.family, right.family)
    for family in ("list", "row", "nothing"):
        if family in families:
            return _APART[family]
    joined = common((left, right))
    if joined is None:
        return next(said for family, said in _APART.items() if family in families)
    if not isinstance(sign, (ast.Eq, ast.NotEq)) and "yes_no" in families:
        return _UNORDERED
    return _STRANGERS if _are_strangers(left, right) else None


def _inside(left: Side, right: Side) -> Iterator[Fault]:
    item = item_of(right.kind)
    if item is None:
        yield right.node, "types", _NO_LIST, {}, None
        return
    if item.family == "any":
        return
    message = _mismatch(ast.Eq(), left.kind, item)
    if message:
        yield None, "types", message, {}, None
        return
    written = right.node.elts if isinstance(right.node, (ast.List, ast.Tuple)) else []
    for node in written:
        yield from _options(left.kind, node)
    if not written:
        yield from _options(item, left.node)


def _options(kind: Type, node: ast.expr) -> Iterator[Fault]:
    """A text that is compared with a choice must be one of its options."""
    if not isinstance(kind, Choice) or isinstance(kind, Choices) or kind.options is None:
        return
    if isinstance(node, ast.IfExp):
        yield from _options(kind, node.body)
        yield from _options(kind, node.orelse)
    if isinstance(node, ast.Constant) and node.value not in kind.options:
        value = str(node.value)
        yield node, "option", _NO_OPTION, {"value": value}, nearest(value, kind.options)


def _are_strangers(left: Type, right: Type) -> bool:
    if not (isinstance(left, Choice) and isinstance(right, Choice)):
        return False
    if left.options is None or right.options is None:
        return False
    return not set(left.options) & set(right.options)
