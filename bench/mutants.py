"""Answers changed by chance: something taken away, added, replaced, of another type."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from bench.chance import Chance
from bench.making import made

STRANGE: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, "", " ", "x", "12,5", "2026-02-30", "9" * 400, [], {}, [[]],
)  # fmt: skip


def mutant(answers: Any, schema: Mapping[str, Any], chance: Chance) -> Any:
    """The answers with one change, or a few."""
    found = deepcopy(answers)
    for _ in range(chance.one((1, 1, 1, 2, 3))):
        found = changed(found, schema, chance)
    return found


def changed(value: Any, schema: Mapping[str, Any], chance: Chance) -> Any:
    """A value with one change somewhere in it."""
    inside = isinstance(value, (dict, list)) and value and not chance.once_in(4)
    if isinstance(value, dict):
        return in_object(value, schema, chance) if inside else object_changed(value, schema, chance)
    if isinstance(value, list):
        return in_list(value, schema, chance) if inside else list_changed(value, schema, chance)
    return replaced(value, schema, chance)


def in_object(value: dict[str, Any], schema: Mapping[str, Any], chance: Chance) -> Any:
    """One of its properties is changed."""
    name = chance.one(sorted(value))
    value[name] = changed(value[name], part_of(schema, "properties", name), chance)
    return value


def object_changed(value: dict[str, Any], schema: Mapping[str, Any], chance: Chance) -> Any:
    """A property less, or one more."""
    properties = schema.get("properties", {})
    if value and chance.once_in(2):
        del value[chance.one(sorted(value))]
    elif properties and not chance.once_in(5):
        name = chance.one(sorted(properties))
        value[name] = made(part_of(schema, "properties", name), chance)
    else:
        value["zz_unknown"] = 1
    return value


def in_list(value: list[Any], schema: Mapping[str, Any], chance: Chance) -> Any:
    """One of its values is changed."""
    index = chance.below(len(value))
    value[index] = changed(value[index], part_of(schema, "items"), chance)
    return value


def list_changed(value: list[Any], schema: Mapping[str, Any], chance: Chance) -> Any:
    """A value less, or one more, or one twice."""
    if value and chance.once_in(2):
        del value[chance.below(len(value))]
    elif value and chance.once_in(2):
        value.append(deepcopy(chance.one(value)))
    else:
        value.append(made(part_of(schema, "items"), chance))
    return value


def replaced(value: Any, schema: Mapping[str, Any], chance: Chance) -> Any:
    """Another value: one that the schema describes, one near, a strange one."""
    way = chance.below(3)
    if way == 0:
        return made(schema, chance)
    if way == 1 and isinstance(value, int):
        return value + chance.one((-1, 1))
    if way == 1 and isinstance(value, str):
        return chance.one((value + "0", value[:-1], value.upper(), f"{value}{value}"))
    return deepcopy(chance.one(STRANGE))


def part_of(schema: Mapping[str, Any], *path: str) -> Mapping[str, Any]:
    """The schema of a part."""
    for name in path:
        found = schema.get(name, {})
        schema = found if isinstance(found, Mapping) else {}
    return schema
