"""From the text of an expression to its tree, or to what is wrong with it.

Python's own grammar reads the text, nothing of it is executed; only the kinds of node listed
here go further, and only under the bounds below.
"""

import ast
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from engine.expressions.functions import FUNCTIONS
from engine.expressions.grammar import Literals, misread, refusals
from engine.expressions.problems import Problem, _, place
from engine.expressions.scanning import Scan, scan
from engine.source.positions import NOWHERE, Span

LONGEST_TEXT = 2_000
DEEPEST = 50
MOST_NODES = 500


@dataclass(frozen=True)
class Syntax:
    """An expression that was read: its text, where it stands, the dotted names it reads."""

    text: str
    span: Span
    names: frozenset[str]
    tree: ast.expr = field(compare=False, repr=False)
    closures: dict[str, Callable[..., Any]] = field(compare=False, repr=False, default_factory=dict)
    parts: dict[int, Callable[..., Any]] = field(compare=False, repr=False, default_factory=dict)

    @property
    def roots(self) -> frozenset[str]:
        """The first part of each name: what must be asked before this can be worked out."""
        return frozenset(name.partition(".")[0] for name in self.names)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree, in no order that matters: several rules look through them."""
        return tuple(ast.walk(self.tree))

    def at(self, node: ast.expr) -> Span:
        """Where a node of the tree was written."""
        return self.part(*extent(node))

    def part(self, first: int, last: int) -> Span:
        """Where the text from offset `first` to `last` was written."""
        return place(self.span, self.text, first, last)


def parse(text: str, span: Span) -> tuple[Syntax | None, tuple[Problem, ...]]:
    """The tree of `text`, or every reason why there is none."""
    right = _right(text)
    return _parsed(text, span) if right is None else (Syntax(text, span, *right), ())


@lru_cache(maxsize=1024)
def _right(text: str) -> tuple[frozenset[str], ast.expr] | None:
    """The names and the tree of a text, None when it has none; fragments write the same often.

    Nothing changes a tree: what does, does it to a copy.
    """
    found = _parsed(text, NOWHERE)[0]
    return None if found is None else (found.names, found.tree)


def _parsed(text: str, span: Span) -> tuple[Syntax | None, tuple[Problem, ...]]:
    if len(text) > LONGEST_TEXT:
        message = _("This expression is longer than {most} characters: cut it into several")
        return None, (Problem("forbidden", span, message, {"most": LONGEST_TEXT}),)
    seen = scan(text)
    if seen.depth > DEEPEST or seen.words > MOST_NODES:
        return None, (_too_deep(span),)
    tree = _read(seen, text, span)
    if isinstance(tree, Problem):
        return None, (tree,)
    problems = tuple(refusals(tree, seen.line, lambda first, last: place(span, text, first, last)))
    if problems:
        return None, problems
    tree = Literals(seen.line).visit(tree)
    return Syntax(text, span, names_in(tree), tree), ()


def extent(node: ast.expr) -> tuple[int, int]:
    """The offsets in the text, in code points, from where to where `node` goes."""
    return node.col_offset, node.end_col_offset or node.col_offset


def dotted(node: ast.expr) -> str | None:
    """The dotted name that `node` is, None when it is something else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return ".".join([node.id, *reversed(parts)])


def children(node: ast.expr) -> list[ast.expr]:
    """The parts that have a value of their own: the name of a function called is none."""
    if isinstance(node, ast.Name | ast.Constant):
        return []
    if isinstance(node, ast.Call):
        return list(node.args)
    if isinstance(node, ast.Attribute):
        return [node.value]
    return [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]


def names_in(tree: ast.expr) -> frozenset[str]:
    """Every dotted name that the tree reads, each in its longest form."""
    names: set[str] = set()
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        name = dotted(node)
        if name is not None:
            names.add(name)
            continue
        bound = bound_name(node)
        parts = children(node)
        if bound and parts:
            last = names_in(parts.pop())
            names |= {one for one in last if one.partition(".")[0] != bound}
        waiting.extend(parts)
    return frozenset(names)


def bound_name(node: ast.expr) -> str:
    """The name that a call gives to its last value, "" for all else: `night`."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return ""
    function = FUNCTIONS.get(node.func.id)
    return function.binds if function else ""


def _read(seen: Scan, text: str, span: Span) -> ast.expr | Problem:
    line = seen.line.strip(" ")
    if not line:
        return Problem("syntax", span, _("This expression is empty"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(line, mode="eval").body
    except SyntaxError as error:
        return misread(error, seen, text, span)
    except (RecursionError, MemoryError):
        return _too_deep(span)
    except ValueError:
        return Problem("syntax", span, _("This expression holds characters that cannot be read"))
    nodes = _nodes(tree)
    if nodes is None:
        return _too_deep(span)
    _locate(nodes, line, len(seen.line) - len(seen.line.lstrip(" ")))
    return tree


def _nodes(tree: ast.expr) -> list[ast.expr] | None:
    """Every node, or None when they are too many or too deep; no recursion here."""
    found: list[ast.expr] = []
    waiting: list[tuple[ast.AST, int]] = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        if depth > DEEPEST or len(found) > MOST_NODES:
            return None
        if isinstance(node, ast.expr):
            found.append(node)
        waiting.extend((child, depth + 1) for child in ast.iter_child_nodes(node))
    return found


def _locate(nodes: list[ast.expr], line: str, lead: int) -> None:
    """Turn the offsets that Python gives, in bytes, into code points of the text."""
    source = line.encode()
    for node in nodes:
        last = node.end_col_offset or node.col_offset
        node.col_offset = lead + len(source[: node.col_offset].decode())
        node.end_col_offset = lead + len(source[:last].decode())


def _too_deep(span: Span) -> Problem:
    message = _("This expression is too deep or too long: cut it into computed values")
    return Problem("forbidden", span, message)
