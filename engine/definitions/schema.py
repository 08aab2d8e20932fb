"""The JSON Schema of the language, for editors: worked out from the records that authors write.

It is of draft 7, the one that editors know. It says which keys there are, what they are for, which
are needed and of what type their values are; what names mean is for the checks to say. A parameter
of a fragment may stand for any value.
"""

import inspect
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from engine.definitions.definition import VARIANTS
from engine.definitions.expanding import ROOMS, Use
from engine.definitions.fragments import Fragment
from engine.definitions.leaves import BORROWED, LEAVES, SCALAR, Json
from engine.definitions.model import Procedure
from engine.definitions.profile import Column, Profile, TypeName
from engine.definitions.reading import READERS, Variant, hints_of
from engine.definitions.site import Site
from engine.definitions.structure import Group, Step
from engine.fields import Choices, Field, Option, ProfileChoices, TableChoices
from engine.source.spec import is_required, keys_of, purpose_of
from engine.tables.schema import description_schema

DRAFT = "http://json-schema.org/draft-07/schema#"
# The first key of a file tells what it is.
KINDS: Mapping[str, type] = {
    "procedure": Procedure, "site": Site, "fragment": Fragment, "profile": Profile,
}  # fmt: skip
TABLE = "table"
# Keys that three records have alike are written once.
SHARED = 3


def language_schema(kind: str = "") -> Json:
    """The schema of files of a kind: procedure, site, fragment, profile or table; "" for all."""
    writer = _Writer()
    known = {name: writer.record(record) for name, record in KINDS.items()}
    known[TABLE] = description_schema()
    chosen = {kind: known[kind]} if kind else known
    root: Json = chosen[kind] if kind else told_apart(chosen)
    whole = {
        "$schema": DRAFT,
        "title": f"Guichet: {kind}" if kind else "Guichet",
        **root,
        "definitions": writer.definitions,
    }
    return used(shared(whole))


def told_apart(known: Mapping[str, Json]) -> Json:
    """A file that is of the kind its key says; a table is what has columns."""
    keys = {name: name for name in known} | {TABLE: "columns"}
    found: Json = {"description": "Its first key should be procedure, site, fragment or profile."}
    for name, schema in reversed(list(known.items())):
        found = {"if": {"required": [keys[name]]}, "then": schema, "else": found}
    return {"type": "object", **found}


class _Writer:
    """Writes each record once, under `definitions`."""

    def __init__(self) -> None:
        self.definitions: dict[str, Json] = {"parameter-of-fragment": BORROWED}

    def record(self, kind: type, without: str = "") -> Json:
        """A reference to the schema of a record."""
        name = f"{dashed(kind.__name__)}{'-of' if without else ''}"
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.written(kind, without)
        return reference(name)

    def written(self, kind: type, without: str = "") -> Json:
        """The keys of a record, what they are for, those that it needs."""
        keys, hints = keys_of(kind), hints_of(kind)
        properties: dict[str, Json] = {without: {}} if without else {}
        hints = {**hints, **INSIDE.get(kind, {})}
        for key, attribute in keys.items():
            schema = self.value(hints[attribute.name], key)
            properties[key] = {"description": purpose_of(attribute), **schema}
        found: Json = {
            "type": "object",
            "description": summary(kind),
            "properties": properties,
            "additionalProperties": False,
        }
        needed = [key for key, attribute in keys.items() if is_required(attribute)]
        return found | ({"required": needed} if needed else {})

    def value(self, wanted: Any, key: str = "") -> Json:
        """The schema of a value of a type."""
        if wanted in VARIANTS:
            return self.variant(wanted, VARIANTS[wanted])
        if wanted in LEAVES:
            name, schema = LEAVES[wanted]
            self.definitions.setdefault(name, schema)
            return reference(name) if schema else {}
        if wanted in ODD:
            return ODD[wanted](self)
        origin, inner = get_origin(wanted), get_args(wanted)
        if origin in (Union, UnionType):
            return self.union([one for one in inner if one is not type(None)], key)
        if origin is Literal:
            return or_parameter({"enum": list(inner)})
        if origin is tuple:
            return or_parameter(self.several(inner[0], key))
        if origin is not None:
            return {"type": "object", "additionalProperties": self.value(inner[-1])}
        return self.record(wanted)

    def several(self, wanted: Any, key: str) -> Json:
        """A list; where texts are wanted, one alone counts as a list of one."""
        item = self.value(wanted, key)
        is_part = key in ROOMS and (wanted is Field or get_origin(wanted) in (Union, UnionType))
        if is_part:
            item = {"if": has("use"), "then": self.record(Use), "else": item}
        listed: Json = {"type": "array", "items": item}
        is_alone = wanted not in VARIANTS and wanted in READERS
        if not is_alone:
            return listed
        return {"if": {"type": "array"}, "then": {"items": item}, "else": item}

    def union(self, members: list[Any], key: str) -> Json:
        """One of several records, told apart by its first key."""
        if len(members) == 1:
            return self.value(members[0], key)
        firsts = [next(iter(keys_of(member))) for member in members]
        needed = {"anyOf": [{"required": [first]} for first in firsts], "type": "object"}
        return {**needed, **told_by({first: self.record(member) for first, member in
                                     zip(firsts, members, strict=True)})}  # fmt: skip

    def variant(self, wanted: type, variant: Variant) -> Json:
        """A record whose class is told by a key, or by the name it stands under."""
        name = dashed(wanted.__name__)
        if name not in self.definitions:
            self.definitions[name] = {}
            types = variant.types
            if variant.key is None:
                self.definitions[name] = {
                    "type": "object",
                    "properties": {one: self.described(kind) for one, kind in types.items()},
                    "additionalProperties": False,
                    "minProperties": 1,
                    "maxProperties": 1,
                }
            else:
                self.definitions[name] = self.by_type(variant.key, types)
        return reference(name)

    def by_type(self, key: str, types: Mapping[str, type]) -> Json:
        """A record with a key that says of which type it is."""
        purposes = [summary(kind) for kind in types.values()]
        return {
            "type": "object",
            "required": [key],
            "properties": {
                key: {
                    "description": "Its type: it says which other keys there are",
                    **or_parameter({"enum": list(types), "enumDescriptions": purposes}),
                }
            },
            "allOf": [
                {
                    "if": {"properties": {key: {"const": name}}, "required": [key]},
                    "then": self.record(kind, key),
                }
                for name, kind in types.items()
            ],
        }

    def described(self, kind: type) -> Json:
        """A record with what it is."""
        return {"description": summary(kind), **self.record(kind)}

    def choices(self) -> Json:
        """Options that are listed, or taken from the profile or a table."""
        other = {
            "if": has("from"),
            "then": self.record(ProfileChoices),
            "else": self.record(TableChoices),
        }
        listed = {"items": self.value(Option)}
        return or_parameter({"if": {"type": "array"}, "then": listed, "else": other})

    def option(self) -> Json:
        """An option; a text alone is both its value and its label."""
        return {"if": {"type": [*SCALAR, "null"]}, "else": self.record(Option)}

    def column(self) -> Json:
        """A column of the profile; a text alone is its type."""
        return {
            "if": {"type": "object"},
            "then": self.record(Column),
            "else": self.value(TypeName),
        }


ODD: Mapping[Any, Callable[[_Writer], Json]] = {
    Choices: _Writer.choices,
    Option: _Writer.option,
    Column: _Writer.column,
}
# What a fragment holds is read where it is used: as parts, or as fields.
INSIDE: Mapping[type, Mapping[str, Any]] = {
    Fragment: {"steps": hints_of(Group)["parts"], "fields": hints_of(Step)["fields"]}
}


def reference(name: str) -> Json:
    """What stands for a definition."""
    return {"$ref": f"#/definitions/{name}"}


def or_parameter(schema: Json) -> Json:
    """A value, or the parameter of a fragment that stands for it."""
    return {"if": reference("parameter-of-fragment"), "else": schema}


def has(key: str) -> Json:
    """That a key is written."""
    return {"type": "object", "required": [key]}


def told_by(records: Mapping[str, Json]) -> Json:
    """The record whose key is written, the first of them."""
    found: Json = {}
    for key, record in reversed(list(records.items())):
        found = {"if": {"required": [key]}, "then": record, **({"else": found} if found else {})}
    return found


def summary(kind: type) -> str:
    """What a record is, in one sentence."""
    return inspect.cleandoc(kind.__doc__ or "").partition("\n\n")[0]


def dashed(name: str) -> str:
    """The name of a class in small letters: `table-choices`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def shared(whole: Json) -> Json:
    """The same, in which a key that several records have alike is written once."""
    records = [one["properties"] for one in whole["definitions"].values() if "properties" in one]
    counted = Counter(told(key, one) for record in records for key, one in record.items())
    names: dict[str, str] = {}
    for record in records:
        for key, schema in record.items():
            text = told(key, schema)
            if counted[text] < SHARED or "description" not in schema:
                continue
            if text not in names:
                names[text] = (
                    f"key-{key}{f'-{len(names)}' if f'key-{key}' in names.values() else ''}"
                )
            whole["definitions"][names[text]] = schema
            record[key] = reference(names[text])
    return whole


def told(key: str, schema: Json) -> str:
    """A key and its schema as a text, to see whether another is alike."""
    return json.dumps([key, schema], sort_keys=True)


def used(whole: Json) -> Json:
    """The same, with those definitions only that something refers to, in order of name."""
    found: set[str] = set()
    waiting: list[Any] = [{key: one for key, one in whole.items() if key != "definitions"}]
    while waiting:
        node = waiting.pop()
        name = node.get("$ref", "") if isinstance(node, dict) else ""
        short = str(name).rpartition("/")[2]
        if short and short not in found:
            found.add(short)
            waiting.append(whole["definitions"][short])
        waiting += inside(node)
    kept = {name: whole["definitions"][name] for name in sorted(found)}
    return {**whole, "definitions": kept}


def inside(node: Any) -> Iterable[Any]:
    """What a part of a schema holds."""
    if isinstance(node, dict):
        return list(node.values())
    return node if isinstance(node, list) else []
