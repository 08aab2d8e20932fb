"""What an answer must be to compare so with a constant, as keywords of JSON Schema."""

import ast
from datetime import date
from decimal import Decimal
from math import ceil, floor
from typing import Any

from engine.expressions import (
    DATE,
    DECIMAL,
    INTEGER,
    MONEY,
    MONTH,
    TEXT,
    YES_NO,
    Choices,
    List,
    Type,
    Value,
)
from engine.expressions.values import is_number
from engine.journeys.orders import number_equal, numbers_from, numbers_until, ordered

Json = dict[str, Any]


def compared(kind: Type, sign: type[ast.cmpop], value: Value) -> Json | bool | None:
    """What an answer of a type must be to compare so with a constant; None when it is not said."""
    if sign is ast.NotEq:
        equal = compared(kind, ast.Eq, value)
        return not equal if isinstance(equal, bool) else equal and {"not": equal}
    if sign is ast.Eq and (kind == YES_NO or kind.family in {"text", "choice"}):
        return {"const": value} if isinstance(value, (str, bool)) else None
    if kind in (DATE, MONTH) and isinstance(value, date):
        text = value.isoformat()[: 7 if kind == MONTH else 10]
        return placed(sign, ordered(text, after=True), ordered(text, after=False), f"^{text}$")
    if kind in (DECIMAL, MONEY) and is_number(value):
        number = Decimal(value)
        return placed(sign, numbers_from(number), numbers_until(number), number_equal(number))
    bounds = whole(sign, value) if kind == INTEGER else None
    return None if bounds is None else sized(bounds, "imum")


def placed(sign: type[ast.cmpop], after: str, before: str, equal: str) -> Json | None:
    """The texts that stand so beside another: those from it on, those up to it, and itself."""
    pattern = {ast.Eq: equal, ast.Gt: after, ast.GtE: after, ast.Lt: before, ast.LtE: before}
    if sign not in pattern:
        return None
    found: Json = {"type": "string", "pattern": pattern[sign]}
    if sign in (ast.Gt, ast.Lt):
        found["not"] = {"pattern": equal}
    return found


Bounds = tuple[int | None, int | None]


def whole(sign: type[ast.cmpop], value: Value) -> Bounds | None:
    """The least and the most of the whole numbers that compare so with a number."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return None
    return {
        ast.Eq: (ceil(value), floor(value)),
        ast.Lt: (None, ceil(value) - 1),
        ast.LtE: (None, floor(value)),
        ast.Gt: (floor(value) + 1, None),
        ast.GtE: (ceil(value), None),
    }.get(sign)


def sized(bounds: Bounds, key: str) -> Json:
    """The bounds as keywords: of a number, of the length of a text or of a list."""
    least, most = bounds
    if key != "imum":
        least = None if least is None else max(0, least)
        if most is not None and most < 0:
            return {"not": {}}
    found = {f"min{key}": least, f"max{key}": most}
    return {name: bound for name, bound in found.items() if bound is not None}


def holds_texts(kind: Type) -> bool:
    """Whether a list holds texts, and these are kept as they are read."""
    return isinstance(kind, Choices) or (isinstance(kind, List) and kind.item == TEXT)
