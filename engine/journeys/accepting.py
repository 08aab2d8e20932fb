"""JSON Schema made into a function, for the few keywords that the schemas of answers are made of.

It only says that an answer is right: what is wrong, and what it does not know, is for the library
to judge. Nearly all answers are right, and this is twenty times quicker than the library, which
is never loaded by a process to which nothing wrong was typed.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

Accepts = Callable[[Any], bool]
Make = Callable[[Mapping[str, Any]], Accepts | None]
TYPES: Mapping[str, type] = {
    "string": str, "boolean": bool, "integer": int, "array": list, "object": dict,
}  # fmt: skip
# What says nothing of right and wrong; formats are judged by the types of fields.
NOTES = frozenset({"title", "description", "format", "formatMinimum", "formatMaximum"})
OF_OBJECTS = frozenset({"properties", "required", "additionalProperties"})


def accepting(schema: Mapping[str, Any]) -> Accepts | None:
    """What is true of answers that `schema` takes; None when it says what is not known here.

    It may be false of an answer that is right, never true of one that is wrong.
    """
    if "type" not in schema:
        return _fixed(schema)
    kind = str(schema["type"])
    keywords = KEYWORDS.get(kind)
    judged = [key for key in schema if key != "type" and key not in NOTES]
    if keywords is None or any(key not in keywords for key in judged):
        return None
    made = [make(schema) for make in dict.fromkeys(keywords[key] for key in judged)]
    rules = tuple(one for one in made if one is not None)
    if len(rules) < len(made):
        return None
    return _all_of(TYPES[kind], rules)


def _all_of(kind: type, rules: tuple[Accepts, ...]) -> Accepts:
    """Rules that hold of a value of one type: True is no number here."""
    if len(rules) == 1:
        (rule,) = rules
        return lambda answer: type(answer) is kind and rule(answer)
    return lambda answer: type(answer) is kind and all(rule(answer) for rule in rules)


def _fixed(schema: Mapping[str, Any]) -> Accepts | None:
    """One of some texts, or true."""
    if schema.keys() - NOTES == {"enum"} and all(type(one) is str for one in schema["enum"]):
        values = frozenset(schema["enum"])
        return lambda answer: type(answer) is str and answer in values
    if schema.keys() - NOTES == {"const"} and schema["const"] is True:
        return lambda answer: answer is True
    return None


def _pattern(schema: Mapping[str, Any]) -> Accepts:
    search = re.compile(schema["pattern"]).search
    return lambda answer: search(answer) is not None


def _lengths(least: str, most: str) -> Mapping[str, Make]:
    return {
        least: lambda schema: lambda answer: len(answer) >= schema[least],
        most: lambda schema: lambda answer: len(answer) <= schema[most],
    }


def _items(schema: Mapping[str, Any]) -> Accepts | None:
    """Each item accepted."""
    accepts = accepting(schema["items"])
    if accepts is None:
        return None
    return lambda answer: all(map(accepts, answer))


def _unlike(schema: Mapping[str, Any]) -> Accepts:
    """No text twice; of what is not text the library judges."""
    if schema["uniqueItems"] is not True:
        return lambda _: True
    return lambda answer: (
        all(type(one) is str for one in answer) and len(set(answer)) == len(answer)
    )


def _object(schema: Mapping[str, Any]) -> Accepts | None:
    """The properties that are known, those required among them, and no other."""
    made = {name: accepting(one) for name, one in schema.get("properties", {}).items()}
    known = {name: one for name, one in made.items() if one is not None}
    if len(known) < len(made) or schema.get("additionalProperties", True) is not False:
        return None
    required = frozenset(schema.get("required", ()))

    def accepts(answer: Any) -> bool:
        if not required <= answer.keys() <= known.keys():
            return False
        return all(known[name](one) for name, one in answer.items())

    return accepts


KEYWORDS: Mapping[str, Mapping[str, Make]] = {
    "string": {"pattern": _pattern, **_lengths("minLength", "maxLength")},
    "boolean": {},
    "integer": {
        "minimum": lambda schema: lambda answer: bool(answer >= schema["minimum"]),
        "maximum": lambda schema: lambda answer: bool(answer <= schema["maximum"]),
    },
    "array": {
        "items": _items, "uniqueItems": _unlike, **_lengths("minItems", "maxItems"),
    },
    "object": dict.fromkeys(OF_OBJECTS, _object),
}  # fmt: skip
