"""Conditions as rows that people fill in: read from an expression, and written back.

« All of these hold: “Personne concernée” is “Une autre personne” ». What has another form than
rows joined by “and” or by “or”, one level inside the other, cannot be drawn: it stays a text.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from engine.editing.operands import WRITERS, Kind, subject_of, value_of
from engine.expressions import YES_NO, Scope, Syntax, infer
from engine.expressions.infer import Typing

Joined = Literal["all", "any"]

# What a row says of its subject, as it is written; the others are in SAID.
SIGNS: Mapping[str, type[ast.cmpop]] = {
    "is": ast.Eq, "is_not": ast.NotEq, "more": ast.Gt, "at_least": ast.GtE, "less": ast.Lt,
    "at_most": ast.LtE,
}  # fmt: skip
WRITTEN: Mapping[str, str] = {
    "is": "{a} == {b}", "is_not": "{a} != {b}", "more": "{a} > {b}", "at_least": "{a} >= {b}",
    "less": "{a} < {b}", "at_most": "{a} <= {b}", "one_of": "{a} in {b}",
    "none_of": "{a} not in {b}", "contains": "{b} in {a}", "contains_not": "{b} not in {a}",
    "form": "matches({a}, {b})", "form_not": "not matches({a}, {b})", "filled": "answered({a})",
    "empty": "not answered({a})", "yes": "{a}", "no": "not {a}",
}  # fmt: skip
CONTRARY: Mapping[str, str] = {
    one: other
    for pair in (
        ("is", "is_not"), ("more", "at_most"), ("at_least", "less"), ("one_of", "none_of"),
        ("contains", "contains_not"), ("form", "form_not"), ("filled", "empty"), ("yes", "no"),
    )
    for one, other in (pair, pair[::-1])
}  # fmt: skip
# The other way round: `18 <= age` is `age >= 18`.
MIRRORED: Mapping[str, str] = {
    "is": "is", "is_not": "is_not", "more": "less", "less": "more", "at_least": "at_most",
    "at_most": "at_least",
}  # fmt: skip
LISTS = frozenset({"one_of", "none_of"})
ALONE = frozenset({"filled", "empty", "yes", "no"})
COMPARED = frozenset({"text", "choice", "number", "date", "month"})


@dataclass(frozen=True)
class Row:
    """One line: a subject, what is said of it, the values; `kind` tells how these are written.

    A value of the kind `name` is another answer, or what is worked out of one.
    """

    subject: str
    operator: str
    values: tuple[str, ...] = ()
    kind: Kind = ""


@dataclass(frozen=True)
class Sentence:
    """Rows that all hold, or of which one holds; some may be such rows again, once."""

    joined: Joined
    rows: "tuple[Row | Sentence, ...]"


def drawn(syntax: Syntax, scope: Scope) -> Sentence | None:
    """The rows that say a condition; None when it cannot be drawn, or when something is wrong."""
    if infer(syntax, scope, YES_NO)[1]:
        return None
    found = _Drawing(syntax, scope).of(syntax.tree, holds=True)
    if found is None:
        return None
    whole = found if isinstance(found, Sentence) else Sentence("all", (found,))
    inside = (one for part in whole.rows if isinstance(part, Sentence) for one in part.rows)
    return None if any(isinstance(one, Sentence) for one in inside) else whole


def gathered(joined: Joined, rows: "Iterable[Row | Sentence]") -> Row | Sentence | None:
    """Rows put together: no level more than is needed; None when there is no row."""
    flat: list[Row | Sentence] = []
    for row in rows:
        is_same = isinstance(row, Sentence) and (row.joined == joined or len(row.rows) == 1)
        flat.extend(row.rows if is_same and isinstance(row, Sentence) else (row,))
    if len(flat) < 2:
        return flat[0] if flat else None
    return Sentence(joined, tuple(flat))


def sentence(joined: Joined, rows: "Iterable[Row | Sentence]") -> Sentence | None:
    """What somebody filled in, in the form in which it would be read back; None without row."""
    found = gathered(joined, rows)
    return found if found is None or isinstance(found, Sentence) else Sentence("all", (found,))


def written(found: Sentence) -> str:
    """The expression that says some rows."""
    joint = " and " if found.joined == "all" else " or "
    return joint.join(
        f"({written(one)})" if isinstance(one, Sentence) else written_row(one) for one in found.rows
    )


def written_row(row: Row) -> str:
    """The expression that says one row."""
    values = [WRITERS[row.kind](one) for one in row.values] if row.kind else []
    said = f"[{', '.join(values)}]" if row.operator in LISTS else "".join(values[:1])
    return WRITTEN[row.operator].format(a=row.subject, b=said)


def rows_in(found: Sentence) -> Iterator[Row]:
    """Every row, those inside others too."""
    for one in found.rows:
        if isinstance(one, Sentence):
            yield from rows_in(one)
        else:
            yield one


class _Drawing:
    """Goes down a tree; what is denied above is denied of each part."""

    def __init__(self, syntax: Syntax, scope: Scope) -> None:
        self.syntax = syntax
        self.scope = scope

    def of(self, node: ast.expr, holds: bool) -> Row | Sentence | None:
        """The rows that say a node, or that it does not hold; None when it cannot be drawn."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return self.of(node.operand, not holds)
        if isinstance(node, ast.BoolOp):
            is_all = isinstance(node.op, ast.And) is holds
            return self.together("all" if is_all else "any", node.values, holds)
        if isinstance(node, ast.Compare):
            return self.compared(node, holds)
        row = self.truth(node)
        return row if row is None or holds else denied(row)

    def together(
        self, joined: Joined, nodes: Iterable[ast.expr], holds: bool
    ) -> Row | Sentence | None:
        """Several nodes as rows, all of them or none."""
        found = [self.of(node, holds) for node in nodes]
        rows = [one for one in found if one is not None]
        return gathered(joined, rows) if len(rows) == len(found) else None

    def compared(self, node: ast.Compare, holds: bool) -> Row | Sentence | None:
        """A comparison; a run of them is each of them."""
        sides = [node.left, *node.comparators]
        found = [
            self.comparison(left, type(sign), right)
            for left, sign, right in zip(sides, node.ops, sides[1:], strict=False)
        ]
        rows = [one for one in found if one is not None]
        if len(rows) < len(found):
            return None
        return gathered("all" if holds else "any", rows if holds else map(denied, rows))

    def comparison(self, left: ast.expr, sign: type[ast.cmpop], right: ast.expr) -> Row | None:
        """One comparison."""
        if sign in (ast.In, ast.NotIn):
            return self.inside(left, right, is_in=sign is ast.In)
        operator = next(name for name, one in SIGNS.items() if one is sign)
        if subject_of(left) is None:
            left, right, operator = right, left, MIRRORED[operator]
        subject, family = self.subject(left)
        if family == "yes_no":
            return _yes_or_no(subject, operator, right)
        value = value_of(right)
        if not subject or family not in COMPARED or value is None:
            return None
        is_ordered = family not in {"text", "choice"}
        if operator not in {"is", "is_not"} and not is_ordered:
            return None
        return Row(subject, operator, (value[1],), value[0])

    def inside(self, left: ast.expr, right: ast.expr, *, is_in: bool) -> Row | None:
        """A value among those written, or in a list."""
        if not isinstance(right, (ast.List, ast.Tuple)):
            subject, family = self.subject(right)
            value = value_of(left)
            if not subject or family != "list" or value is None:
                return None
            return Row(subject, "contains" if is_in else "contains_not", (value[1],), value[0])
        subject, family = self.subject(left)
        values = [value for value in map(value_of, right.elts) if value is not None]
        kinds = {kind for kind, _value in values}
        is_whole = len(values) == len(right.elts) and len(kinds) == 1 and "name" not in kinds
        if not subject or family not in COMPARED or not is_whole:
            return None
        texts = tuple(value for _kind, value in values)
        return Row(subject, "one_of" if is_in else "none_of", texts, kinds.pop())

    def truth(self, node: ast.expr) -> Row | None:
        """What holds or not by itself: a yes or no, whether there is an answer, a form."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            subject = self.subject(node.args[0])[0]
            if subject and node.func.id == "answered":
                return Row(subject, "filled")
            if subject and node.func.id == "matches" and isinstance(node.args[1], ast.Constant):
                return Row(subject, "form", (str(node.args[1].value),), "text")
        subject, family = self.subject(node)
        return Row(subject, "yes") if subject and family == "yes_no" else None

    def subject(self, node: ast.expr) -> tuple[str, str]:
        """The text and the family of types of a subject, both empty when it can be none."""
        text = subject_of(node)
        return ("", "") if text is None else (text, Typing(self.syntax, self.scope).of(node).family)


def denied(row: Row) -> Row:
    """The row that says the contrary."""
    return Row(row.subject, CONTRARY[row.operator], row.values, row.kind)


def _yes_or_no(subject: str, operator: str, other: ast.expr) -> Row | None:
    """A yes or no that is compared with one."""
    wanted = other.value if isinstance(other, ast.Constant) else None
    if not isinstance(wanted, bool) or operator not in {"is", "is_not"}:
        return None
    return Row(subject, "yes" if wanted is (operator == "is") else "no")
