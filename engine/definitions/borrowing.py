"""What becomes of the texts of a fragment where it is used: its parameters, its prefix.

An expression keeps the place where the fragment writes it: its tree is changed, not its text.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from engine.definitions.words import read_parameter
from engine.expressions import Problem, Syntax, Template, names_in
from engine.i18n import marked as _
from engine.source.nodes import Node, Scalar

ROOT = "fragment"
ALONE = re.compile(
    r"\s*(?:\{\{\s*fragment\.([A-Za-z]\w*)\s*\}\}|fragment\.([A-Za-z]\w*))\s*", re.ASCII
)
READ = re.compile(r"(?<![\w.])fragment\.([A-Za-z]\w*)", re.ASCII)
SPLICED = re.compile(r"\{\{\s*fragment\.([A-Za-z]\w*)\s*\}\}", re.ASCII)


@dataclass(frozen=True, eq=False)
class Binding:
    """One use of a fragment: what is given to it, and the names that its prefix changes.

    `names` are those of its fields, groups and steps; `rows` are the names under which a column is
    such a field: its groups and their items.
    """

    given: Mapping[str, Node]
    names: dict[str, str] = field(default_factory=dict)
    rows: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Borrowed(Scalar):
    """A text of a fragment, where it is used; the innermost use comes first."""

    bindings: tuple[Binding, ...] = ()


def alone(text: str) -> str | None:
    """The parameter that a text is, when it is nothing else: any value may stand for it."""
    found = ALONE.fullmatch(text)
    return (found[1] or found[2]) if found else None


def parameters_in(text: str) -> Iterator[tuple[str, int, int]]:
    """The parameters that a text of a fragment reads, each with where it does."""
    for found in READ.finditer(text):
        yield found[1], found.start(), found.end()


def said(node: Node) -> Any:
    """The text of a node, with what is given put in it; None for what is no text."""
    if not isinstance(node, Borrowed):
        return node.value if isinstance(node, Scalar) else None
    text = node.value
    for binding in node.bindings:
        text = SPLICED.sub(partial(_spliced, binding.given), text)
    return text


def _spliced(given: Mapping[str, Node], found: re.Match[str]) -> str:
    value = given.get(found[1])
    return value.value if isinstance(value, Scalar) else found[0]


def borrowed_syntax(node: Node, syntax: Syntax) -> tuple[Syntax, tuple[Problem, ...]]:
    """An expression of a fragment, as it is meant where the fragment is used."""
    problems: list[Problem] = []
    for binding in node.bindings if isinstance(node, Borrowed) else ():
        binder = _Binder(binding, syntax, problems)
        tree = binder.visit(deepcopy(syntax.tree))
        text = syntax.text
        if isinstance(tree, ast.Name) and tree.id != text.strip():
            text = tree.id
        syntax = Syntax(text, syntax.span, names_in(tree), tree)
    return syntax, tuple(problems)


def borrowed_template(node: Node, template: Template) -> tuple[Template, tuple[Problem, ...]]:
    """A text of a fragment, as it is meant where the fragment is used."""
    if not isinstance(node, Borrowed) or not template.expressions:
        return template, ()
    problems: list[Problem] = []
    parts: list[str | Syntax] = []
    for part in template.parts:
        if isinstance(part, Syntax):
            found, wrong = borrowed_syntax(node, part)
            problems.extend(wrong)
            parts.append(_worded(found))
        else:
            parts.append(part)
    return replace(template, parts=tuple(parts), renderings={}), tuple(problems)


def _worded(syntax: Syntax) -> str | Syntax:
    """A text that was given stands in the text as it is."""
    tree = syntax.tree
    is_text = isinstance(tree, ast.Constant) and isinstance(tree.value, str)
    return str(tree.value) if is_text and isinstance(tree, ast.Constant) else syntax


class _Binder(ast.NodeTransformer):
    """Puts the values that are given in place of parameters, and the prefix before names."""

    def __init__(self, binding: Binding, syntax: Syntax, problems: list[Problem]) -> None:
        self.binding = binding
        self.syntax = syntax
        self.problems = problems

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """A name of the fragment, with its prefix."""
        new = self.binding.names.get(node.id)
        return node if new is None else ast.copy_location(ast.Name(new), node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """A parameter, or a column of a group of the fragment."""
        owner = node.value
        if isinstance(owner, ast.Name) and owner.id == ROOT:
            return self.parameter(node)
        if isinstance(owner, ast.Name) and owner.id in self.binding.rows:
            node.attr = self.binding.names.get(node.attr, node.attr)
        self.generic_visit(node)
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """What a function works on; its own name is nobody's."""
        node.args = [self.visit(one) for one in node.args]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)
        return node

    def parameter(self, node: ast.Attribute) -> ast.expr:
        """The value of a parameter, as a literal."""
        given = self.binding.given.get(node.attr)
        if given is None:
            return node
        if not isinstance(given, Scalar):
            message = _("The value of “{name}” is no text and no number: it can only stand alone")
            self.problems.append(
                Problem("types", self.syntax.at(node), message, {"name": node.attr})
            )
            return ast.copy_location(ast.Constant(""), node)
        value: Any = given.value if given.quoted else read_parameter(given.value)
        return ast.copy_location(ast.Constant(value), node)
