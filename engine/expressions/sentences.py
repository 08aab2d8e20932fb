"""A condition as a sentence in the words of people, before anybody answers."""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from engine.expressions.phrases import (
    AND,
    CONTRARY,
    DATES,
    DAY,
    EQUAL,
    HOLDS,
    HOLDS_NOT,
    IF,
    NEITHER,
    NO,
    NOR,
    OR,
    ORDER,
    QUOTED,
    SIGNS,
    TOGETHER,
    TRUTHS,
    UNEQUAL,
    VALUES,
    YES,
)
from engine.expressions.syntax import Syntax, dotted
from engine.expressions.types import Type
from engine.expressions.values import is_number
from engine.expressions.words import show
from engine.i18n import format_short_date, gettext


@dataclass(frozen=True)
class Named:
    """What people call a name: its label, those of its options, its type where it is known."""

    label: str
    options: Mapping[str, str] = field(default_factory=dict)
    kind: Type | None = None


Naming = Callable[[str], Named]


def told(syntax: Syntax, naming: Naming, language: str, *, holds: bool = True) -> str:
    """The sentence that says `syntax`, or that it does not hold: « “Envoi” est “DSN” ».

    `naming` says what people call a dotted name; asked for `step:name`, a step.
    """
    return told_node(syntax.tree, naming, language, holds=holds)


def told_node(node: ast.expr, naming: Naming, language: str, *, holds: bool = True) -> str:
    """The sentence that says a part of a condition."""
    return _Teller(naming, language).truth(node, holds)


def told_value(syntax: Syntax, naming: Naming, language: str) -> str:
    """A value in words: « “Nombre” + 1 »."""
    return _Teller(naming, language).value(syntax.tree)


class _Teller:
    """Says the nodes of a tree, in one language."""

    def __init__(self, naming: Naming, language: str) -> None:
        self.naming = naming
        self.language = language

    def say(self, message: str, **values: str) -> str:
        """A message in the language, filled."""
        return gettext(self.language, message, **values)

    def quoted(self, text: str) -> str:
        """A text of an author, in quotes."""
        return self.say(QUOTED, text=text)

    # --- what holds or not -----------------------------------------------------------------------

    def truth(self, node: ast.expr, holds: bool) -> str:
        """That a node holds, or that it does not."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return self.truth(node.operand, not holds)
        if isinstance(node, ast.BoolOp):
            return self.joined(node, holds)
        if isinstance(node, ast.Compare):
            return self.compared(node, holds)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            words = TRUTHS.get(node.func.id)
            if words is not None and node.args:
                return self.filled(words[not holds], node, is_step=node.func.id == "asked")
        said = self.quoted(self.say(YES if holds else NO))
        return self.say(EQUAL, a=self.value(node), b=said)

    def joined(self, node: ast.BoolOp, holds: bool) -> str:
        """Several things joined by “and” or by “or”, as they are once the whole is denied."""
        is_or = isinstance(node.op, ast.Or) is holds
        return self.say(OR if is_or else AND).join(self.gathered(node, holds, is_or))

    def gathered(self, node: ast.BoolOp, holds: bool, is_or: bool) -> list[str]:
        """What is joined, comparisons of one name with several values said as one."""
        found: dict[object, list[ast.expr]] = {}
        for one in node.values:
            simple = self.simple(one, holds)
            can_be_one = simple is not None and (simple[1], is_or) in TOGETHER
            found.setdefault(simple[:2] if simple and can_be_one else id(one), []).append(one)
        return [
            self.together(ones, holds, is_or) if len(ones) > 1 else self.part(ones[0], holds, is_or)
            for ones in found.values()
        ]

    def part(self, node: ast.expr, holds: bool, in_or: bool) -> str:
        """A part of what is joined, between brackets when it joins otherwise."""
        said = self.truth(node, holds)
        while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            node, holds = node.operand, not holds
        if not isinstance(node, ast.BoolOp):
            return said
        is_or = isinstance(node.op, ast.Or) is holds
        return (
            said if is_or is in_or or len(self.gathered(node, holds, is_or)) == 1 else f"({said})"
        )

    def together(self, nodes: Sequence[ast.expr], holds: bool, is_or: bool) -> str:
        """Comparisons of one name with several values."""
        found = [one for one in (self.simple(node, holds) for node in nodes) if one]
        name, sign, _first = found[0]
        words, joint = TOGETHER[sign, is_or]
        values = [self.option(name, value) for _name, _sign, value in found]
        return self.say(
            words, a=self.quoted(self.naming(name).label), b=self.say(joint).join(values)
        )

    def simple(self, node: ast.expr, holds: bool) -> tuple[str, type[ast.cmpop], object] | None:
        """The name, the sign and the text of a comparison of both, None when it is not that."""
        while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            node, holds = node.operand, not holds
        if not isinstance(node, ast.Compare) or len(node.ops) != 1:
            return None
        sign = type(node.ops[0])
        left, right = node.left, node.comparators[0]
        if sign in (ast.In, ast.NotIn):
            left, right = right, left
        name = dotted(left)
        if name is None or not isinstance(right, ast.Constant) or sign in ORDER:
            return None
        return name, sign if holds else CONTRARY[sign], right.value

    def compared(self, node: ast.Compare, holds: bool) -> str:
        """How values compare; a row of comparisons is each of them."""
        values = [node.left, *node.comparators]
        pairs = zip(values, values[1:], node.ops, strict=False)
        said = [
            self.comparison(left, right, type(op) if holds else CONTRARY[type(op)])
            for left, right, op in pairs
        ]
        return self.say(AND if holds else OR).join(said)

    def comparison(self, left: ast.expr, right: ast.expr, sign: type[ast.cmpop]) -> str:
        """How two values compare."""
        if sign in ORDER:
            words = ORDER[sign][self.is_date(left) or self.is_date(right)]
            return self.say(words, a=self.value(left), b=self.value(right))
        if sign in (ast.In, ast.NotIn):
            if isinstance(right, (ast.List, ast.Tuple)):
                joined = self.say(OR if sign is ast.In else NOR)
                values = joined.join(self.beside(one, left) for one in right.elts)
                words = EQUAL if sign is ast.In else NEITHER
                return self.say(words, a=self.value(left), b=values)
            words = HOLDS if sign is ast.In else HOLDS_NOT
            return self.say(words, a=self.value(right), b=self.beside(left, right))
        if isinstance(left, ast.Constant) and not isinstance(right, ast.Constant):
            left, right = right, left
        words = EQUAL if sign is ast.Eq else UNEQUAL
        return self.say(words, a=self.value(left), b=self.beside(right, left))

    def is_date(self, node: ast.expr) -> bool:
        """Whether a value is a day or a month, as far as that is seen."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return node.func.id in DATES
        name = dotted(node)
        kind = self.naming(name).kind if name else None
        return kind is not None and kind.family in {"date", "month"}

    # --- values ----------------------------------------------------------------------------------

    def beside(self, node: ast.expr, other: ast.expr) -> str:
        """A value compared with another: an option by its label."""
        name = dotted(other)
        if isinstance(node, ast.Constant) and name:
            return self.option(name, node.value)
        return self.value(node)

    def option(self, name: str, value: object) -> str:
        """A value that a name may have, by its label."""
        if isinstance(value, str):
            return self.quoted(self.naming(name).options.get(value, value))
        return self.constant(value)

    def constant(self, value: object) -> str:
        """A value as it is written."""
        if isinstance(value, bool):
            return self.quoted(self.say(YES if value else NO))
        if is_number(value):
            return show(value, self.language)
        return self.quoted(str(value))

    def value(self, node: ast.expr) -> str:
        """What a node is worth, in words."""
        name = dotted(node)
        if name is not None:
            return self.quoted(self.naming(name).label)
        if isinstance(node, ast.Constant):
            return self.constant(node.value)
        if isinstance(node, ast.BinOp):
            sign = SIGNS[type(node.op)]
            return f"{self.operand(node.left)} {sign} {self.operand(node.right)}"
        if isinstance(node, ast.IfExp):
            test = self.truth(node.test, holds=True)
            return self.say(IF, test=test, yes=self.value(node.body), no=self.value(node.orelse))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return self.called(node, node.func.id)
        return self.other(node)

    def other(self, node: ast.expr) -> str:
        """A list, what holds or not, a number below zero."""
        if isinstance(node, (ast.List, ast.Tuple)):
            return ", ".join(map(self.value, node.elts))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return f"−{self.operand(node.operand)}"
        return f"({self.truth(node, holds=True)})"

    def operand(self, node: ast.expr) -> str:
        """A value in a sum, between brackets when it is one itself."""
        said = self.value(node)
        return f"({said})" if isinstance(node, (ast.BinOp, ast.IfExp)) else said

    def called(self, node: ast.Call, name: str) -> str:
        """What a function gives."""
        if name in TRUTHS and node.args:
            return f"({self.truth(node, holds=True)})"
        if name == "date" and node.args:
            return self.day_of(node.args[0])
        if name == "round" and len(node.args) > 1:
            return self.value(node.args[0])
        words = VALUES.get(name)
        if words is None or (name in {"min", "max"} and not node.args):
            said = ", ".join([self.value(one) for one in node.args])
            return f"{name}({said})"
        return self.filled(words, node)

    def day_of(self, node: ast.expr) -> str:
        """A day that is written, as people read it."""
        text = node.value if isinstance(node, ast.Constant) else None
        try:
            written = date.fromisoformat(text if isinstance(text, str) else "")
        except ValueError:
            return self.value(node)
        return self.say(DAY, day=format_short_date(written))

    def filled(self, words: str, node: ast.Call, *, is_step: bool = False) -> str:
        """Words filled with what a function is given."""
        said: Sequence[str] = [self.value(one) for one in node.args]
        step = node.args[0].value if is_step and isinstance(node.args[0], ast.Constant) else None
        if isinstance(step, str):
            said = [self.quoted(self.naming(f"step:{step}").label)]
        padded = [*said, "…", "…", "…"]
        both = self.say(AND).join(said)
        return self.say(words, a=padded[0], b=padded[1], c=padded[2], all=both)
