"""Conditions that can never be true, or never be false, whatever is answered.

A condition is tried on one value for each case that its comparisons tell apart: below, at,
between and above the constants that a number is compared with, each text it is compared with
and one that is none of them. What is not understood may be true or false freely, so that
nothing is said of a condition that could go both ways.
"""

import ast
from collections.abc import Iterator, Mapping
from itertools import islice, product

from engine.expressions.cases import Cases, Formula
from engine.expressions.problems import Problem, _
from engine.expressions.syntax import Syntax, children, names_in
from engine.expressions.types import Scope

MOST_WORK = 20_000

_SAID = {
    "contradiction": _("This can never be true"),
    "always": _("This is always true"),
    "constant": _("This condition does not depend on any answer"),
}


def decide(syntax: Syntax, scope: Scope) -> tuple[Problem, ...]:
    """What is contradictory or always true in a condition, each at the part that is so.

    Nothing is said of what a type problem makes meaningless: ask `infer` first.
    """
    if not syntax.names and not any(isinstance(node, ast.Call) for node in syntax.nodes):
        return (Problem("constant", syntax.at(syntax.tree), _SAID["constant"]),)
    return tuple(_Deciding(syntax, scope).findings(syntax.tree))


class _Deciding:
    """Looks at the parts of a condition that decide, the largest first."""

    def __init__(self, syntax: Syntax, scope: Scope) -> None:
        self.syntax = syntax
        self.scope = scope

    def findings(self, node: ast.expr) -> Iterator[Problem]:
        """The problems of a node; inside a part that is wrong nothing more is said."""
        parts = children(node)
        if isinstance(node, ast.Compare) and names_in(node):
            kind = self._verdict([node], node)
            if kind is not None:
                yield self._problem(kind, [node])
                return
        if isinstance(node, ast.BoolOp):
            wrong = [group for group in self._groups(node) if len(group) > 1]
            wrong = [group for group in wrong if self._decides(node, group)]
            for group in wrong:
                yield self._problem(_kind_of(node), group)
            parts = [part for part in parts if not any(part in group for group in wrong)]
        for part in parts:
            yield from self.findings(part)

    def _decides(self, node: ast.BoolOp, group: list[ast.expr]) -> bool:
        """Whether these parts alone make an “and” false, an “or” true, in all cases."""
        return self._verdict(group, node) == _kind_of(node)

    def _groups(self, node: ast.BoolOp) -> list[list[ast.expr]]:
        """The parts, gathered when they share a subject: groups do not depend on each other."""
        groups: list[tuple[frozenset[str], list[ast.expr]]] = []
        for part in node.values:
            cases = Cases(self.syntax, self.scope)
            cases.formula(part)
            apart = [group for group in groups if not group[0] & cases.subjects]
            near = [group for group in groups if group[0] & cases.subjects]
            subjects = cases.subjects.union(*(group[0] for group in near))
            parts = [each for group in near for each in group[1]]
            groups = [*apart, (subjects, [*parts, part])]
        return [group[1] for group in groups]

    def _verdict(self, parts: list[ast.expr], node: ast.expr) -> str | None:
        cases = Cases(self.syntax, self.scope)
        joined = ast.BoolOp(node.op, parts) if isinstance(node, ast.BoolOp) else node
        formula = cases.formula(joined)
        seen = _outcomes(formula, cases.domains(), MOST_WORK // cases.size)
        if len(seen) != 1:
            return None
        return "always" if True in seen else "contradiction"

    def _problem(self, kind: str, parts: list[ast.expr]) -> Problem:
        first = min(part.col_offset for part in parts)
        last = max(part.end_col_offset or 0 for part in parts)
        return Problem(kind, self.syntax.part(first, last), _SAID[kind])


def _kind_of(node: ast.BoolOp) -> str:
    return "contradiction" if isinstance(node.op, ast.And) else "always"


def _outcomes(
    formula: Formula, domains: Mapping[str, tuple[object, ...]], most: int
) -> frozenset[bool]:
    """What the formula gives over all trials; nothing when they are too many to be sure."""
    seen: set[bool] = set()
    trials = product(*domains.values())
    for values in islice(trials, most):
        seen.add(formula(dict(zip(domains, values, strict=True))))
        if len(seen) > 1:
            return frozenset(seen)
    return frozenset(seen) if next(trials, None) is None else frozenset()
