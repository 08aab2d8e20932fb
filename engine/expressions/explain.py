"""Why a value is what it is, in parts of a sentence."""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from engine.expressions.compile import closure, compare
from engine.expressions.problems import _
from engine.expressions.syntax import Syntax, children, dotted
from engine.expressions.values import UNKNOWN, Environment, Value

Describe = Callable[[str], tuple[str, str]]

_IS = _("“{name}” is “{value}”")
_IS_UNKNOWN = _("“{name}” is not answered yet")
_BY_ZERO = _("a division by zero has no value")
_NO_VALUE = _("the result cannot be worked out: it is too large, or of another kind")


@dataclass(frozen=True, slots=True)
class Input:
    """A value that counted: its dotted name, its label, the value, and as people read it."""

    name: str
    label: str
    value: Value
    shown: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a sentence: an English message with {names}, and their values."""

    message: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A result, the inputs that decided it, and the parts of the sentence that says so."""

    result: Value
    inputs: tuple[Input, ...]
    fragments: tuple[Fragment, ...]


def explain(syntax: Syntax, environment: Environment, describe: Describe) -> Explanation:
    """Why `syntax` has its value; `describe` gives the label and the shown value of a name.

    Only what decided is told: of a true “or”, the parts that are true.
    """
    why = _Why(environment)
    why.look(syntax.tree)
    inputs = tuple(
        Input(name, *_described(describe, name, value)) for name, value in why.inputs.items()
    )
    told = tuple(_told(each) for each in inputs) + tuple(map(Fragment, why.reasons))
    return Explanation(why.value(syntax.tree), inputs, told)


def _described(describe: Describe, name: str, value: Value) -> tuple[str, Value, str]:
    label, shown = describe(name)
    return label, value, shown


def _told(known: Input) -> Fragment:
    if known.value is UNKNOWN:
        return Fragment(_IS_UNKNOWN, (("name", known.label),))
    return Fragment(_IS, (("name", known.label), ("value", known.shown)))


class _Why:
    """One walk over a tree that follows only the parts that decide."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.inputs: dict[str, Value] = {}
        self.reasons: list[str] = []

    def value(self, node: ast.expr) -> Value:
        """What a node is worth."""
        return closure(node)(self.environment)

    def look(self, node: ast.expr) -> None:
        """Gather the inputs of a node, those of its deciding parts first to last."""
        name = dotted(node)
        if name is not None:
            self.inputs.setdefault(name, self.value(node))
            return
        parts = list(self._deciding(node))
        for part in parts:
            self.look(part)
        self._give_reason(node, parts)

    def _deciding(self, node: ast.expr) -> Iterable[ast.expr]:
        if isinstance(node, ast.BoolOp):
            return self._deciding_of(node)
        if isinstance(node, ast.IfExp):
            test = self.value(node.test)
            chosen = {True: [node.body], False: [node.orelse]}
            return [node.test, *(chosen[test] if isinstance(test, bool) else [])]
        return children(node)

    def _deciding_of(self, node: ast.BoolOp) -> Iterator[ast.expr]:
        """The parts that have the value of the whole: all of a true “and”, one of a false."""
        whole = self.value(node)
        for part in node.values:
            value = self.value(part)
            if value is whole or compare(ast.Eq, value, whole) is True:
                yield part

    def _give_reason(self, node: ast.expr, parts: list[ast.expr]) -> None:
        if self.value(node) is not UNKNOWN or not isinstance(node, (ast.BinOp, ast.Call)):
            return
        if any(self.value(part) is UNKNOWN for part in parts):
            return
        by_zero = (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Div)
            and (self.value(node.right) == 0)
        )
        reason = _BY_ZERO if by_zero else _NO_VALUE
        if reason not in self.reasons:
            self.reasons.append(reason)
