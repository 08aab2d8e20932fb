"""What of Python's grammar belongs to the language, and what is said about the rest."""

import ast
import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from engine.expressions.functions import FUNCTIONS
from engine.expressions.guesses import habit_in
from engine.expressions.problems import Problem, _, place
from engine.expressions.scanning import Scan, open_quote
from engine.expressions.values import is_number
from engine.source.positions import Span

_LONE_EQUALS = re.compile(r"(?<![=!<>:])=(?!=)")

Place = Callable[[int, int], Span]

_NODES = (
    ast.BoolOp,
    ast.BinOp,
    ast.UnaryOp,
    ast.Compare,
    ast.IfExp,
    ast.Attribute,
    ast.Name,
    ast.Call,
    ast.Constant,
    ast.List,
    ast.Tuple,
)
_OPERATORS = (
    ast.And,
    ast.Or,
    ast.Not,
    ast.USub,
    ast.Add,
    ast.Sub,
    ast.Mult,
    ast.Div,
    ast.Eq,
    ast.NotEq,
    ast.Lt,
    ast.LtE,
    ast.Gt,
    ast.GtE,
    ast.In,
    ast.NotIn,
)
_TRUTH = {"true": True, "false": False}


def refusals(tree: ast.expr, line: str, at: Place) -> Iterator[Problem]:
    """Every node of the tree that the language does not have."""
    waiting: list[ast.expr] = [tree]
    while waiting:
        node = waiting.pop()
        span = at(node.col_offset, node.end_col_offset or node.col_offset)
        message = _refusal(node, line)
        if message:
            yield Problem("forbidden", span, message)
            continue
        children = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
        if isinstance(node, ast.Call):
            children.remove(node.func)
            children.extend(keyword.value for keyword in node.keywords)
        waiting.extend(reversed(children))


def misread(error: SyntaxError, seen: Scan, text: str, span: Span) -> Problem:
    """What to say of a text that Python's grammar does not know."""
    opened = open_quote(text)
    if opened is not None:
        part = place(span, text, opened, len(text.rstrip()))
        return Problem("syntax", part, _("A quote is opened here and never closed"))
    habit = habit_in(seen.signs)
    if habit is not None:
        part = place(span, text, habit.first, habit.last)
        written = text[habit.first : habit.last]
        return Problem("syntax", part, habit.message, {"written": written}, habit.instead)
    if not error.offset:
        end = len(text.rstrip())
        return Problem("syntax", place(span, text, end - 1, end), _("This expression stops short"))
    lead = len(seen.line) - len(seen.line.lstrip(" "))
    first = min(max(lead + error.offset - 1, 0), len(text))
    last = min(max(lead + (error.end_offset or 0) - 1, first + 1), max(len(text), first + 1))
    alone = _LONE_EQUALS.search(seen.signs)
    if alone:
        part = place(span, text, alone.start(), alone.end())
        return Problem("syntax", part, _("Two values are compared with “==”"), {}, "==")
    return Problem("syntax", place(span, text, first, last), _message_of(error.msg or ""))


class Literals(ast.NodeTransformer):
    """Gives literals their exact values: a decimal as written, `true` and `false`.

    Values given by name take their place; what is left out is the constant None.
    """

    def __init__(self, line: str) -> None:
        self.line = line

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Turn `true` and `false` into constants."""
        if node.id not in _TRUTH:
            return node
        return ast.copy_location(ast.Constant(_TRUTH[node.id]), node)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Put what was given by name after the rest, in its order."""
        function = FUNCTIONS.get(node.func.id) if isinstance(node.func, ast.Name) else None
        if node.keywords and function is not None:
            node.args = [*node.args, *_placed(node, function.named)]
            node.keywords = []
        node.args = [self.visit(argument) for argument in node.args]
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        """Turn a binary fraction back into the decimal that was written."""
        if not isinstance(node.value, float):
            return node
        written = Decimal(self.line[node.col_offset : node.end_col_offset])
        return ast.copy_location(ast.Constant(written), node)  # type: ignore[arg-type]


def _placed(node: ast.Call, named: tuple[str, ...]) -> list[ast.expr]:
    given = {keyword.arg: keyword.value for keyword in node.keywords}
    written = [name for name in named if name in given]
    last = named.index(written[-1]) + 1 if written else 0
    left_out = ast.Constant(None, lineno=1, end_lineno=1, col_offset=node.col_offset)
    left_out.end_col_offset = node.col_offset
    return [given.get(name, left_out) for name in named[:last]]


def _refusal(node: ast.expr, line: str) -> str | None:
    if not isinstance(node, _NODES):
        return _("This construction does not belong to the language")
    if isinstance(node, ast.Constant):
        return _refused_constant(node, line[node.col_offset : node.end_col_offset])
    if isinstance(node, ast.Call):
        return _refused_call(node)
    if _private_name(node):
        return _("A name does not begin with “_”")
    return _refused_operator(node)


def _refused_constant(node: ast.Constant, written: str) -> str | None:
    if isinstance(node.value, str):
        return None
    if isinstance(node.value, int):
        return None if is_number(int(node.value)) else _("This number is too large")
    if not isinstance(node.value, float):
        return _("This construction does not belong to the language")
    try:
        exact = is_number(Decimal(written))
    except ArithmeticError:
        exact = False
    return None if exact else _("This number is too large")


def _refused_call(node: ast.Call) -> str | None:
    if not isinstance(node.func, ast.Name):
        return _("Only the functions of the language can be called")
    function = FUNCTIONS.get(node.func.id)
    named = function.named if function else ()
    if any(keyword.arg not in named for keyword in node.keywords):
        return _("What a function works on is given without names")
    if node.keywords and function and len(node.args) != len(function.wants) - len(named):
        return _("What has a name is given after all the rest")
    return None


def _private_name(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return str(name).startswith("_")


def _refused_operator(node: ast.expr) -> str | None:
    operators = getattr(node, "ops", None) or [getattr(node, "op", None)]
    for operator in operators:
        if isinstance(operator, (ast.Is, ast.IsNot)):
            return _("Two values are compared with “==” or “!=”, not with “is”")
        if operator is not None and not isinstance(operator, _OPERATORS):
            return _("This sign does not belong to the language")
    return None


def _message_of(said: str) -> str:
    if "never closed" in said:
        return _("A bracket is opened here and never closed")
    if "unmatched" in said:
        return _("A bracket is closed here that was not opened")
    if "does not match" in said:
        return _("This bracket does not close the one that was opened")
    if "too many nested" in said:
        return _("This expression is too deep or too long: cut it into computed values")
    return _("This expression cannot be read from here on")
