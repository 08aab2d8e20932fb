"""Definitions whose every text is hostile, made from what the language says of its own keys."""

import types
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from typing import Any, Literal, Union, get_args, get_origin

from engine.definitions.definition import VARIANTS
from engine.definitions.delays import Delay
from engine.definitions.opening import OpenDay
from engine.definitions.profile import Column, TypeName
from engine.definitions.reading import hints_of
from engine.definitions.words import Days, Parameter
from engine.expressions import Syntax
from engine.fields import Choices, Field, Option, ProfileChoices, TableChoices, Text
from engine.source.nodes import Node
from engine.source.spec import is_required, keys_of

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)' x='",
    "</textarea></title></style><script>alert(1)</script>",
    "[un lien](javascript:alert(1))",
    "[un lien](JaVaScRiPt&colon;alert(1))",
    "[un lien](java&#10;script:alert(1))",
    "[un lien](vbscript:alert(1))",
    "[un lien](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "![une image](javascript:alert(1))",
    '[un lien](https://exemple.test "\\"onmouseover=alert(1)")',
    "<javascript:alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "<!--><script>alert(1)</script>-->",
    "<math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "```<script>alert(1)</script>```",
    "\x3ciframe srcdoc='<script>alert(1)</script>'>",
    "{{ '<script>alert(1)</script>' }}",
)
HOSTILE = "\n\n".join(PAYLOADS)
TABLE, LIST = "types-de-document", "profile.personnes"
LEAVES: Mapping[Any, Any] = {
    Days: "30 days", Parameter: 3, OpenDay: "09-01", Delay: "2 months", bool: False, int: 3,
    bool | Syntax: False, date: "2026-01-15", Syntax: "1", Column: "text", TypeName: "text",
    Any: "x", Node: "x", Text: HOSTILE,
}  # fmt: skip
# What a key holds that is no text of people, where anything will not do.
SAID: Mapping[str, Any] = {
    "for": ["anyone"], "languages": ["fr"], "table": TABLE,
    "from": LIST, "on": "", "count": None, "tests": None, "accepted": None, "migrate": None,
}  # fmt: skip


class Maker:
    """Makes records with every text that they may have; notes which keys were filled."""

    def __init__(self) -> None:
        self.numbers = count(1)
        self.filled: set[tuple[str, str]] = set()
        self.around: list[type] = []
        self.has_fields = False

    def record(self, kind: type, but: frozenset[str] = frozenset()) -> dict[str, Any]:
        """A record of a kind: what it must have, and all that holds a text."""
        made: dict[str, Any] = {}
        self.around.append(kind)
        for key, attribute in keys_of(kind).items():
            wanted = hints_of(kind)[attribute.name]
            wants = is_required(attribute) or holds_text(wanted)
            if key in but or not wants or SAID.get(key, "") is None:
                continue
            if key in SAID and wanted in (str, tuple[str, ...]):
                made[key] = SAID[key]
                continue
            value = self.value(wanted)
            if value is not None:
                made[key] = value
                if is_text(wanted):
                    self.filled.add((kind.__name__, key))
        self.around.pop()
        return made

    def value(self, wanted: Any) -> Any:
        """A value of a type, None where there would be no end."""
        if wanted is str:
            return f"n{next(self.numbers)}"
        if wanted in LEAVES:
            return LEAVES[wanted]
        if wanted is Choices:
            plain = self.record(Option)
            plain.pop("link")
            return [plain, self.record(Option)]
        if wanted in VARIANTS:
            return self.variants(wanted)[0]
        return self.made_of(wanted, get_origin(wanted))

    def made_of(self, wanted: Any, origin: Any) -> Any:
        """A value of a type that is made of others, or a record."""
        inside = get_args(wanted)
        if origin in (Union, types.UnionType):
            return next(self.members(wanted), None)
        if origin is Literal:
            return inside[0]
        if origin is tuple:
            return self.several(inside[0])
        if origin is not None and issubclass(origin, Mapping):
            return {"required": self.value(inside[1])}
        return self.record(wanted) if wanted not in self.around else None

    def several(self, wanted: Any) -> list[Any]:
        """One of each kind that a list may hold."""
        if wanted in VARIANTS:
            return self.variants(wanted)
        if get_origin(wanted) in (Union, types.UnionType):
            return list(self.members(wanted))
        made = self.value(wanted)
        return [] if made is None else [made]

    def members(self, wanted: Any) -> Iterator[Any]:
        """One of each type of several; an end comes last, so that others come before it."""
        found = [one for one in get_args(wanted) if one is not type(None)]
        for one in sorted(found, key=lambda each: getattr(each, "__name__", "") == "Exit"):
            made = self.value(one)
            if made is not None:
                yield made

    def variants(self, wanted: Any) -> list[Any]:
        """One of each type of a family: every type of field, every action."""
        variant = VARIANTS[wanted]
        is_inside = any(issubclass(one, (Field, Option)) for one in self.around)
        if is_inside or (variant.key and self.has_fields):
            return [{"field": f"n{next(self.numbers)}", "type": "text", "label": HOSTILE}]
        made = []
        self.has_fields = self.has_fields or bool(variant.key)
        for name, kind in variant.types.items():
            if variant.key is None:
                made.append({name: self.record(kind)})
                continue
            record = {variant.key: name, **self.record(kind, frozenset({variant.key}))}
            if name == "consent":
                record["text"] = "conditions"
            made.append(record)
        return [*made, *self.chosen_elsewhere()] if variant.key else made

    def chosen_elsewhere(self) -> Iterator[dict[str, Any]]:
        """Choices among the rows of a table, and of what the account knows."""
        for kind in (TableChoices, ProfileChoices):
            name = f"n{next(self.numbers)}"
            choices = self.record(kind)
            yield {"field": name, "type": "choice", "label": HOSTILE, "choices": choices}


def is_text(wanted: Any) -> bool:
    """Whether a key is a text for people."""
    return wanted is Text or Text in get_args(wanted)


def holds_text(wanted: Any, seen: tuple[Any, ...] = ()) -> bool:
    """Whether a type holds a text for people, however deep."""
    if wanted is Text or wanted in VARIANTS or wanted is Choices:
        return True
    if wanted in seen or wanted in LEAVES or wanted is str:
        return False
    inside = get_args(wanted)
    if inside:
        return any(
            holds_text(one, seen) for one in inside if isinstance(one, type) or get_args(one)
        )
    if not isinstance(wanted, type) or not keys_of_or_none(wanted):
        return False
    hints = hints_of(wanted)
    return any(holds_text(hints[one.name], (*seen, wanted)) for one in keys_of(wanted).values())


def keys_of_or_none(kind: type) -> Mapping[str, Any]:
    """The keys of a record, nothing of what is none."""
    return keys_of(kind) if hasattr(kind, "__dataclass_fields__") else {}


def text_keys(kind: Any, seen: set[Any] | None = None) -> set[tuple[str, str]]:
    """Every key of a record, and of the records in it, that is a text for people."""
    seen = set() if seen is None else seen
    if kind in seen:
        return set()
    seen.add(kind)
    if kind in VARIANTS:
        return set().union(*(text_keys(one, seen) for one in VARIANTS[kind].types.values()))
    if kind is Choices:
        return set().union(
            *(text_keys(one, seen) for one in (Option, TableChoices, ProfileChoices))
        )
    if get_args(kind):
        return set().union(*(text_keys(one, seen) for one in get_args(kind)), set())
    found: set[tuple[str, str]] = set()
    for key, attribute in keys_of_or_none(kind).items() if isinstance(kind, type) else ():
        wanted = hints_of(kind)[attribute.name]
        if is_text(wanted):
            found.add((kind.__name__, key))
        found |= text_keys(wanted, seen)
    return found
