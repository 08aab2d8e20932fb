"""What an answer must be to compare so with a constant, as keywords of JSON Schema."""

import ast
from datetime import date
from decimal import Decimal
from math import ceil, floor
from typing import Any

from engine.expressions import DATE, INTEGER, YES_NO, Type, Value
from engine.journeys.orders import days_from, days_until

Json = dict[str, Any]


def compared(kind: Type, sign: type[ast.cmpop], value: Value) -> Json | bool | None:
    """What an answer of a type must be to compare so with a constant; None when it is not said."""
    if sign is ast.NotEq:
        equal = compared(kind, ast.Eq, value)
        return not equal if isinstance(equal, bool) else equal and {"not": equal}
    if sign is ast.Eq and (kind == YES_NO or kind.family in {"text", "choice"}):
        return {"const": value} if isinstance(value, (str, bool)) else None
    if kind == DATE and isinstance(value, date):
        return compared_day(sign, value)
    bounds = whole(sign, value) if kind == INTEGER else None
    return None if bounds is None else sized(bounds, "imum")


def compared_day(sign: type[ast.cmpop], day: date) -> Json:
    """The days that compare so with another."""
    if sign is ast.Eq:
        return {"const": day.isoformat()}
    pattern = days_from(day) if sign in (ast.Gt, ast.GtE) else days_until(day)
    found: Json = {"type": "string", "pattern": pattern}
    if sign in (ast.Gt, ast.Lt):
        found["not"] = {"const": day.isoformat()}
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
