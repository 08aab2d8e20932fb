"""What stands on either side of a row of a condition: its subject, the values beside it."""

import ast
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from engine.expressions.syntax import dotted
from engine.expressions.values import is_number

Kind = Literal["", "text", "number", "day", "month", "name"]

# What may be worked out of one name and then compared; of two days.
MEASURES = ("count", "sum", "min", "max", "any", "all", "age", "length", "month_of", "year_of")
BETWEEN = frozenset({"days_between", "months_between", "months_begun"})
SPACES = "\u00a0\u202f"


def subject_of(node: ast.expr) -> str | None:
    """The text of a node that can be the subject of a row, None when it is no such thing."""
    name = dotted(node)
    if name is not None:
        return name
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return None
    function, given = node.func.id, node.args
    if function == "today" and not given:
        return "today()"
    if function in BETWEEN:
        both = [one for one in map(subject_of, given) if one is not None]
        return f"{function}({', '.join(both)})" if len(both) == len(given) else None
    if function == "asked" and isinstance(given[0], ast.Constant):
        return f"asked({_quoted(str(given[0].value))})"
    inside = dotted(given[0]) if function in MEASURES and len(given) == 1 else None
    return None if inside is None else f"{function}({inside})"


def value_of(node: ast.expr) -> tuple[Kind, str] | None:
    """A value that stands in a row: how it is written, and what is typed."""
    if isinstance(node, ast.Constant):
        return _constant(node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = value_of(node.operand)
        is_plain = inner is not None and inner[0] == "number" and not inner[1].startswith("-")
        return ("number", f"-{inner[1]}") if inner and is_plain else None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1:
        made = _made(node.func.id, node.args[0])
        if made is not None:
            return made
    subject = subject_of(node)
    return None if subject is None else ("name", subject)


def _made(function: str, given: ast.expr) -> tuple[Kind, str] | None:
    """A day or a month that is written out."""
    if function == "date" and isinstance(given, ast.Constant):
        return "day", date.fromisoformat(str(given.value)).isoformat()
    day = value_of(given) if function == "month_of" else None
    return ("month", day[1][:7]) if day is not None and day[0] == "day" else None


def _constant(value: object) -> tuple[Kind, str] | None:
    if isinstance(value, str):
        return "text", value
    if is_number(value):
        return "number", f"{value:f}" if isinstance(value, Decimal) else str(value)
    return None


def _quoted(text: str) -> str:
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    is_shown = character.isprintable() or character in SPACES
    return character if is_shown else character.encode("unicode_escape").decode()


WRITERS: Mapping[str, Callable[[str], str]] = {
    "text": _quoted,
    "number": str,
    "name": str,
    "day": lambda day: f'date("{day}")',
    "month": lambda month: f'month_of(date("{month}-01"))',
}
