"""Which conditions in a row are about one answer, so that one holds at most."""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from engine.definitions.naming import Words
from engine.expressions import Syntax, names_in
from engine.expressions.compile import closure
from engine.fields import Field, ListedChoices
from engine.fields.choices import listed_values
from engine.fields.yes_no import YesNo

Value = str | bool
TRUTHS: tuple[Value, ...] = (True, False)


@dataclass(frozen=True)
class Term:
    """A part of a condition that must hold with the others.

    `subject` is the one answer it is about, and `values` those for which it holds; both are empty
    when it is about something else.
    """

    node: ast.expr
    key: str
    subject: str = ""
    values: frozenset[Value] = frozenset()


Domain = Callable[[str], tuple[Value, ...]]


def terms_of(syntax: Syntax | None, words: Words) -> tuple[Term, ...]:
    """The parts of a condition, of which all must hold."""
    if syntax is None:
        return ()
    return tuple(_term(one, words) for one in _joined(syntax.tree))


def whole(terms: Sequence[Term]) -> ast.expr:
    """The condition that all of them hold."""
    nodes = [one.node for one in terms]
    return nodes[0] if len(nodes) == 1 else ast.BoolOp(ast.And(), nodes)


def domain_of(field: Field | None) -> tuple[Value, ...]:
    """All that may be answered, when the definition says it: options, yes and no."""
    if isinstance(field, YesNo):
        return TRUTHS
    choices = field.choices if field is not None else None
    if field is None or not isinstance(choices, ListedChoices) or field.kind().family != "choice":
        return ()
    return listed_values(choices) or ()


def apart(some: frozenset[Value], others: Sequence[frozenset[Value]]) -> bool:
    """Whether values are the same as, or none of, each of the others."""
    return all(some == one or not some & one for one in others)


def _joined(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        for one in node.values:
            yield from _joined(one)
    else:
        yield node


def _term(node: ast.expr, words: Words) -> Term:
    key = ast.dump(node)
    names = names_in(node)
    if len(names) != 1:
        return Term(node, key)
    name = next(iter(names))
    domain = TRUTHS if _is_bare(node) else domain_of(words.fields.get(name))
    if not domain or "." in name or not _is_plain(node):
        return Term(node, key)
    check = closure(node)
    holding = frozenset(one for one in domain if check({name: one}) is True)
    return Term(node, key, name, holding) if holding else Term(node, key)


def _is_bare(node: ast.expr) -> bool:
    """Whether a condition is a name, or that it does not hold."""
    while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node = node.operand
    return isinstance(node, ast.Name)


def _is_plain(node: ast.expr) -> bool:
    """Whether a condition holds nothing but names, texts, comparisons and what joins them."""
    plain = (ast.Name, ast.Constant, ast.Compare, ast.BoolOp, ast.UnaryOp, ast.List, ast.Tuple)
    inner = (one for one in ast.walk(node) if isinstance(one, ast.expr))
    return all(isinstance(one, plain) for one in inner)
