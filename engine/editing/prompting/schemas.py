"""What the schema of the language says of one place of a text."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from jsonschema import Draft7Validator

from engine.definitions.leaves import EXPRESSIONS
from engine.definitions.schema import language_schema

Json = Mapping[str, Any]


@cache
def whole() -> Json:
    """The schema of every kind of file."""
    return language_schema()


def resolved(schema: Json) -> Json:
    """A schema, with what it refers to; what it says itself comes first."""
    while "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        own = {key: value for key, value in schema.items() if key != "$ref"}
        schema = {**whole()["definitions"][name], **own}
    return schema


def schemas_at(data: Any, path: Sequence[str | int]) -> list[Json]:
    """Every schema that holds for what is at a path of a text."""
    found = list(applying(whole(), data))
    for step in path:
        inner: list[Json] = []
        data = entered(data, step)
        for schema in found:
            inner += [one for below in below_of(schema, step) for one in applying(below, data)]
        found = inner
    return found


def entered(data: Any, step: str | int) -> Any:
    """What is one step further, None when nothing is."""
    if isinstance(step, int):
        return data[step] if isinstance(data, list) and step < len(data) else None
    return data.get(step) if isinstance(data, dict) else None


def below_of(schema: Json, step: str | int) -> Iterator[Json]:
    """What a schema says of a key, or of an item."""
    if isinstance(step, int):
        items = schema.get("items")
        if isinstance(items, Mapping):
            yield items
        return
    known = schema.get("properties", {})
    other = schema.get("additionalProperties")
    if step in known:
        yield known[step]
    elif isinstance(other, Mapping):
        yield other


def applying(schema: Json, data: Any) -> Iterator[Json]:
    """A schema and those inside it that hold for some data, each resolved."""
    schema = resolved(schema)
    yield schema
    for one in schema.get("allOf", ()):
        yield from applying(one, data)
    if "if" in schema:
        branch = schema.get("then" if holds(schema["if"], data) else "else")
        if branch is not None:
            yield from applying(branch, data)


def holds(condition: Json, data: Any) -> bool:
    """Whether a condition of the schema holds."""
    whole_condition = {**resolved(condition), "definitions": whole()["definitions"]}
    return bool(Draft7Validator(whole_condition).is_valid(data))


def keys_at(data: Any, path: Sequence[str | int]) -> dict[str, str]:
    """The keys that may be written at a path, each with what it is for."""
    found: dict[str, str] = {}
    for schema in schemas_at(data, path):
        for key, value in schema.get("properties", {}).items():
            found.setdefault(key, resolved(value).get("description", ""))
    return found


def words_at(data: Any, path: Sequence[str | int]) -> dict[str, str]:
    """The words that may be written at a path, when it is one of a few, each with what it means."""
    found: dict[str, str] = {}
    for schema in schemas_at(data, path):
        words = schema.get("enum", ())
        meanings = schema.get("enumDescriptions", [""] * len(words))
        found.update({str(word): meaning for word, meaning in zip(words, meanings, strict=True)})
        if schema.get("type") == ["boolean", "string"] or schema.get("type") == "boolean":
            found |= {"true": "", "false": ""}
    return found


def is_expression(data: Any, path: Sequence[str | int]) -> bool:
    """Whether what stands at a path is an expression."""
    return any(EXPRESSIONS in schema for schema in schemas_at(data, path))
