"""Values made by chance from a JSON Schema: what it describes, more or less."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from typing import Any

from bench.chance import Chance

LETTERS = "aeéinorst ELMç'-"
FIRST, DAYS = date(2024, 1, 1), 1200
MOST = 6
PARSER: Any = import_module("re._parser")


def made(schema: Mapping[str, Any], chance: Chance) -> Any:
    """A value that the schema describes."""
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return chance.one(schema["enum"]) if schema["enum"] else None
    makers = {
        "string": text, "integer": number, "boolean": truth, "array": several, "object": record,
    }  # fmt: skip
    maker = makers.get(str(schema.get("type")))
    return None if maker is None else maker(schema, chance)


def text(schema: Mapping[str, Any], chance: Chance) -> str:
    """A text of the form and of the length wanted."""
    if "pattern" in schema:
        return matching(schema["pattern"], chance)
    if schema.get("format") == "date":
        return day(schema, chance).isoformat()
    if schema.get("format") == "email":
        return f"{words(3, 8, chance).strip().encode().hex()}@exemple.fr"
    least = max(1, schema.get("minLength", 1))
    most = max(least, schema.get("maxLength", 400))
    ends = (least, most, min(most, least + 10), min(most, least + 10), min(most, least + 3))
    length = chance.one(ends)
    return words(length, length, chance)


def words(least: int, most: int, chance: Chance) -> str:
    """Letters, that neither begin nor end by a blank."""
    length = chance.between(least, most)
    letters = [LETTERS[chance.below(len(LETTERS))] for _ in range(min(length, 30))]
    letters += ["a"] * (length - len(letters))
    found = "".join(letters)
    return re.sub(r"  +", lambda blanks: "n" * len(blanks[0]), f"e{found[1:-1]}t"[:length])


def day(schema: Mapping[str, Any], chance: Chance) -> date:
    """A day between the two that the schema says, if it says them."""
    first = date.fromisoformat(schema.get("formatMinimum", FIRST.isoformat()))
    last = schema.get("formatMaximum")
    days = (date.fromisoformat(last) - first).days if last else DAYS
    return first + timedelta(days=chance.between(0, min(max(days, 0), DAYS)))


def number(schema: Mapping[str, Any], chance: Chance) -> int:
    """A whole number within the bounds: small ones and the ends more often."""
    least = schema.get("minimum", min(0, schema.get("maximum", 0)))
    most = schema.get("maximum", least + 1000)
    near = chance.between(least, max(least, min(most, least + 4)))
    return int(chance.one((near, near, near, least, most, chance.between(least, max(least, most)))))


def truth(schema: Mapping[str, Any], chance: Chance) -> bool:
    """Yes or no."""
    del schema
    return chance.once_in(2)


def several(schema: Mapping[str, Any], chance: Chance) -> list[Any]:
    """A few values."""
    least = max(1, schema.get("minItems", 1))
    count = chance.between(least, min(schema.get("maxItems", least + 2), least + 2))
    found = [made(schema.get("items", {}), chance) for _ in range(count)]
    if not schema.get("uniqueItems"):
        return found
    return [one for index, one in enumerate(found) if one not in found[:index]]


def record(schema: Mapping[str, Any], chance: Chance) -> dict[str, Any]:
    """An object with what it must have, and some of what it may have."""
    needed = schema.get("required", ())
    return {
        name: made(one, chance)
        for name, one in schema.get("properties", {}).items()
        if isinstance(one, Mapping) and (name in needed or chance.once_in(2))
    }


def matching(pattern: str, chance: Chance) -> str:
    """A text that matches a regular expression, as far as it is a simple one."""
    found = ""
    for _ in range(10):
        found = "".join(_made(parsed(pattern), chance))
        if re.search(pattern, found):
            break
    return found


@cache
def parsed(pattern: str) -> Any:
    """The parts of a regular expression."""
    return PARSER.parse(pattern)


def _made(parts: Any, chance: Chance) -> list[str]:
    return [one for name, value in parts for one in _part(str(name), value, chance)]


def _part(name: str, value: Any, chance: Chance) -> list[str]:
    if name == "LITERAL":
        return [chr(value)]
    if name == "IN":
        return [_among(value, chance)]
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        least, most, inside = value
        times = chance.between(least, min(int(most), least + MOST))
        return [one for _ in range(times) for one in _made(inside, chance)]
    if name == "SUBPATTERN":
        return _made(value[-1], chance)
    if name == "BRANCH":
        return _made(chance.one(value[1]), chance)
    return ["a"] if name in {"ANY", "NOT_LITERAL"} else []


def _among(choices: Any, chance: Chance) -> str:
    name, value = chance.one([one for one in choices if str(one[0]) != "NEGATE"])
    if str(name) == "RANGE":
        return chr(chance.between(value[0], value[1]))
    if str(name) == "LITERAL":
        return chr(value)
    return chance.one("0123456789") if "DIGIT" in str(value) else chance.one("abc")
