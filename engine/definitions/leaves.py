"""The JSON Schema of what stands in one place: texts, expressions, numbers, days."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.definitions.delays import Delay
from engine.definitions.opening import OpenDay
from engine.definitions.profile import TypeName, column_types
from engine.definitions.reading import LANGUAGES, OTHER_TRUTHS
from engine.definitions.words import Days, Parameter
from engine.expressions import Syntax
from engine.fields import Text
from engine.source.nodes import Node

Json = dict[str, Any]
SCALAR = ["string", "number", "boolean"]
# A keyword of ours: what stands there is an expression.
EXPRESSIONS = "x-expression"

TEXT: Json = {"type": SCALAR}
PEOPLE: Json = {
    "description": "A text for people, or one in each language. `{{ … }}` puts a value in it.",
    "if": {"type": "object"},
    "then": {
        "properties": dict.fromkeys(LANGUAGES, TEXT),
        "additionalProperties": False,
        "minProperties": 1,
    },
    "else": {"type": SCALAR},
}
EXPRESSION: Json = {
    "description": "An expression: names of fields, `and or not == != < <= > >= in + - * /`,"
    " `a if c else b`, functions.",
    "type": SCALAR,
    EXPRESSIONS: True,
}
FLAG: Json = {
    "description": "`true` or `false`, or an expression: the condition that says which.",
    "type": SCALAR,
    EXPRESSIONS: True,
    "not": {"enum": sorted(OTHER_TRUTHS)},
}
# What may stand for any value in a fragment.
PARAMETER = r"\s*(\{\{\s*fragment\.[A-Za-z]\w*\s*\}\}|fragment\.[A-Za-z]\w*)\s*"
BORROWED: Json = {"type": "string", "pattern": f"^{PARAMETER}$"}


def matching(pattern: str, description: str) -> Json:
    """A text of a form."""
    whole = f"^(?:{pattern}|{PARAMETER})$"
    return {"type": "string", "pattern": whole, "description": description}


def or_text(schema: Json) -> Json:
    """A value that is no text, or the parameter that stands for it."""
    return {**schema, "type": [schema["type"], "string"], "pattern": BORROWED["pattern"]}


LEAVES: Mapping[Any, tuple[str, Json]] = {
    str: ("text", TEXT),
    Text: ("text-for-people", PEOPLE),
    Syntax: ("expression", EXPRESSION),
    bool | Syntax: ("flag", FLAG),
    bool: ("true-or-false", or_text({"type": "boolean"})),
    int: ("whole-number", or_text({"type": "integer", "minimum": 0, "maximum": 999_999_999})),
    date: ("day", matching(r"\d{4}-\d\d-\d\d", "A day, as 2026-01-15")),
    Days: ("duration", matching(r"\d{1,4} (day|week|month|year)s?", "30 days, 5 years")),
    Delay: (
        "delay", matching(r"[1-9]\d{0,2} (working day|day|week|month|year)s?", "2 months")
    ),
    OpenDay: ("day-of-the-year", matching(r"(\d{4}-)?\d\d-\d\d", "09-01, or 2026-09-01 once")),
    Parameter: ("parameter", {"type": SCALAR, "description": "A number, a text, a size as 3 MB"}),
    Any: ("any", {}),
    Node: ("any", {}),
    TypeName: ("type-of-column", {"enum": sorted(column_types())}),
}  # fmt: skip
