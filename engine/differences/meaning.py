"""What two expressions mean beside each other: the same, more, less, or something else."""

import ast
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from engine.expressions import Syntax, Template
from engine.fields import Text
from engine.i18n import LANGUAGES
from engine.source.nodes import Mapping as MappingNode
from engine.source.nodes import Scalar
from engine.source.nodes import Sequence as SequenceNode
from engine.source.spec import keys_of

Node = Scalar | SequenceNode | MappingNode

_MIRRORED: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Gt: ast.Lt, ast.GtE: ast.LtE, ast.Lt: ast.Gt, ast.LtE: ast.GtE,
    ast.Eq: ast.Eq, ast.NotEq: ast.NotEq,
}  # fmt: skip
_NUMBERS = (int, Decimal)


def keys_in(record: Any) -> Mapping[str, Any]:
    """The keys that an author may write of a record, none of what is no record."""
    kind: type = type(record)
    return keys_of(kind) if is_dataclass(kind) else {}


def key_of(node: ast.AST) -> str:
    """A text that is the same for two trees that say the same in another order."""
    if isinstance(node, ast.BoolOp):
        parts = sorted(key_of(one) for one in node.values)
        return f"{type(node.op).__name__}({', '.join(parts)})"
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        left, sign, right = node.left, type(node.ops[0]), node.comparators[0]
        if sign in _MIRRORED and isinstance(left, ast.Constant):
            left, sign, right = right, _MIRRORED[sign], left
        return f"{sign.__name__}({key_of(left)}, {key_of(right)})"
    if isinstance(node, ast.Constant):
        return repr(node.value)
    inner = (
        ",".join(key_of(one) for one in value if isinstance(one, ast.AST))
        if isinstance(value, list)
        else (key_of(value) if isinstance(value, ast.AST) else repr(value))
        for name, value in ast.iter_fields(node)
        if name != "ctx"
    )
    return f"{type(node).__name__}({'; '.join(inner)})"


def meaning(value: Any) -> Any:
    """What a value of the model says, without the way it is written."""
    if isinstance(value, Syntax):
        return key_of(value.tree)
    if isinstance(value, Text):
        return tuple(meaning(value.template(language)) for language in LANGUAGES)
    if isinstance(value, Template):
        return tuple(
            meaning(one) if isinstance(one, Syntax) else one
            for one in (*value.parts[:-1], *map(_ended, value.parts[-1:]))
        )
    if isinstance(value, Mapping):
        return {name: meaning(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return tuple(map(meaning, value))
    if isinstance(value, Node):
        return meaning_of_node(value)
    keys = keys_in(value)
    return {key: meaning(getattr(value, one.name)) for key, one in keys.items()} if keys else value


def meaning_of_node(node: Node) -> Any:
    """What a node says: texts, in lists and under keys."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, SequenceNode):
        return tuple(map(meaning_of_node, node.items))
    return {key.value: meaning_of_node(one) for key, one in node.entries}


def _ended(part: str | Syntax) -> str | Syntax:
    """The end of a text without blanks: `|` adds a line end that says nothing."""
    return part.rstrip() if isinstance(part, str) else part


def implies(one: ast.expr, other: ast.expr) -> bool:
    """Whether the second certainly holds where the first does, as their form tells."""
    if key_of(one) == key_of(other):
        return True
    if isinstance(one, ast.BoolOp) and isinstance(one.op, ast.Or):
        return all(implies(each, other) for each in one.values)
    if isinstance(other, ast.BoolOp) and isinstance(other.op, ast.And):
        return all(implies(one, each) for each in other.values)
    if isinstance(one, ast.BoolOp) and any(implies(each, other) for each in one.values):
        return True
    if isinstance(other, ast.BoolOp) and any(implies(one, each) for each in other.values):
        return True
    return _one_implies(_compared(one), _compared(other))


def _compared(node: ast.expr) -> tuple[str, type[ast.cmpop], Any] | None:
    """What a comparison with constants compares: what, how, with which value or values."""
    if not isinstance(node, ast.Compare) or len(node.ops) != 1:
        return None
    left, sign, right = node.left, type(node.ops[0]), node.comparators[0]
    if isinstance(left, ast.Constant) and sign in _MIRRORED:
        left, sign, right = right, _MIRRORED[sign], left
    if sign in (ast.In, ast.NotIn) and isinstance(right, ast.List | ast.Tuple):
        values = [one.value for one in right.elts if isinstance(one, ast.Constant)]
        return (key_of(left), sign, values) if len(values) == len(right.elts) else None
    return (key_of(left), sign, right.value) if isinstance(right, ast.Constant) else None


def _one_implies(
    one: tuple[str, type[ast.cmpop], Any] | None, other: tuple[str, type[ast.cmpop], Any] | None
) -> bool:
    """Whether what a comparison allows, the other one allows too."""
    if one is None or other is None or one[0] != other[0]:
        return False
    values = {ast.Eq: [one[2]], ast.In: one[2]}.get(one[1])
    if values is not None:
        return all(_allows(other, value) for value in values)
    denied, asked = _denied(one), _denied(other)
    if denied is not None and asked is not None:
        return all(value in denied for value in asked)
    return _stays_within(one, other)


def _denied(one: tuple[str, type[ast.cmpop], Any]) -> list[Any] | None:
    return {ast.NotEq: [one[2]], ast.NotIn: one[2]}.get(one[1])


def _allows(one: tuple[str, type[ast.cmpop], Any], value: Any) -> bool:
    _what, sign, limit = one
    if sign in (ast.Eq, ast.NotEq):
        return (value == limit) is (sign is ast.Eq)
    if sign in (ast.In, ast.NotIn):
        return isinstance(limit, list) and (value in limit) is (sign is ast.In)
    if not (_is_number(value) and _is_number(limit)):
        return False
    return bool(
        {
            ast.Lt: value < limit,
            ast.LtE: value <= limit,
            ast.Gt: value > limit,
            ast.GtE: value >= limit,
        }[sign]
    )


def _stays_within(
    one: tuple[str, type[ast.cmpop], Any], other: tuple[str, type[ast.cmpop], Any]
) -> bool:
    """Whether a bound is inside another one on the same side."""
    if not (_is_number(one[2]) and _is_number(other[2])):
        return False
    for strict, loose in ((ast.Lt, ast.LtE), (ast.Gt, ast.GtE)):
        if one[1] in (strict, loose) and other[1] in (strict, loose):
            if one[2] == other[2]:
                return one[1] is strict
            return (one[2] < other[2]) is (strict is ast.Lt)
    return False


def _is_number(value: Any) -> bool:
    return isinstance(value, _NUMBERS) and not isinstance(value, bool)


def bound_moved(key: str, old: Any, new: Any) -> str:
    """Whether a limit is now `tightened` or `loosened`, `changed` when one cannot tell.

    A bound that is None is none at all.
    """
    is_least = key.startswith(("min", "least"))
    if old is None or new is None:
        return "tightened" if old is None else "loosened"
    if not _can_compare(old, new):
        return "changed"
    return "tightened" if (new > old) is is_least else "loosened"


def _can_compare(old: Any, new: Any) -> bool:
    both = (old, new)
    return all(map(_is_number, both)) or all(isinstance(one, date) for one in both)
