"""Which record of the language stands at a place of a text: what may be written there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from engine.definitions.borrowing import parameters_in
from engine.definitions.definition import VARIANTS
from engine.definitions.delays import Delay
from engine.definitions.expanding import Use
from engine.definitions.fragments import Fragment
from engine.definitions.model import Procedure
from engine.definitions.opening import OpenDay
from engine.definitions.reading import Variant, hints_of
from engine.definitions.structure import Group, Step
from engine.definitions.words import Days
from engine.expressions import Syntax
from engine.fields import Choices, Field, Option, ProfileChoices, TableChoices, Text
from engine.source.spec import is_required, keys_of, purpose_of

Plain = Any
Form = Literal[
    "people", "lines", "condition", "expression", "flag", "flag_or_condition", "word", "words",
    "number", "text", "list", "data", "choices", "children", "child",
]  # fmt: skip
NEW = "-"  # the place after the last of a list
ROOTS: Mapping[str, type] = {"procedure": Procedure, "fragment": Fragment}
PARTS = hints_of(Group)["parts"]
FIELDS = hints_of(Step)["fields"]
# What a fragment holds is read where it is used: as parts, or as fields.
INSIDE: Mapping[tuple[type, str], Any] = {(Fragment, "steps"): PARTS, (Fragment, "fields"): FIELDS}
# Texts of several lines; conditions.
LONG = frozenset({"intro", "help", "text", "appeal", "next", "after", "rule", "legal", "purpose"})
CONDITIONS = frozenset({"when", "check"})
# What stands in the tree, not in the form of what holds it.
IN_TREE = frozenset({"steps", "fields", "tests"})
# Names that others read: they are changed apart, with all that reads them.
NAMES = frozenset({"procedure", "fragment", "section", "step", "group", "exit"})
PLAIN_TEXTS = (str, Days, Delay, OpenDay)


@dataclass(frozen=True)
class Property:
    """A key of a record as a form shows it; a dotted one stands in a record inside it."""

    name: str
    form: Form
    purpose: str
    is_required: bool
    words: tuple[str, ...] = ()
    is_usual: bool = False  # of one that is true or false: what it is when nothing is written

    @property
    def key(self) -> str:
        """The last part of its name."""
        return self.name.rpartition(".")[2]

    @property
    def room(self) -> str:
        """The record in which it stands, "" for the one that is shown."""
        return self.name.rpartition(".")[0]


def root_of(data: Plain) -> type:
    """The record that a whole text is."""
    is_fragment = isinstance(data, Mapping) and "fragment" in data and "procedure" not in data
    return ROOTS["fragment" if is_fragment else "procedure"]


def record_at(data: Plain, pointer: str) -> type | None:
    """The record that stands, or would stand, at a place of a text; None when none does."""
    kind: Any = root_of(data)
    for segment in pointer.split("/")[1:]:
        kind = kind if isinstance(kind, Variant) else _record(kind, data)
        kind = _inside(kind, segment)
        data = _at(data, segment)
        if kind is None:
            return None
    found = _record(kind, data)
    return found if isinstance(found, type) and is_dataclass(found) else None


def _at(data: Plain, segment: str) -> Plain:
    if isinstance(data, Mapping):
        return data.get(segment)
    is_there = isinstance(data, list) and segment.isdigit() and int(segment) < len(data)
    return data[int(segment)] if is_there else None


def _inside(kind: Any, segment: str) -> Any:
    """The type of what stands under a key, or at a place of a list."""
    if isinstance(kind, Variant):
        return kind.types.get(segment)
    if get_origin(kind) is tuple:
        return get_args(kind)[0] if segment == NEW or segment.isdigit() else None
    if not isinstance(kind, type):
        return None
    if (kind, segment) in INSIDE:
        return INSIDE[kind, segment]
    attribute = keys_of(kind).get(segment)
    return None if attribute is None else bare(hints_of(kind)[attribute.name])


def _record(kind: Any, data: Plain) -> Any:
    """Which of several records is meant by what is written."""
    known = data if isinstance(data, Mapping) else {}
    if kind == Choices:
        listed = ProfileChoices if "from" in known else TableChoices
        return listed if known else tuple[Option, ...]
    if kind in VARIANTS:
        variant = VARIANTS[kind]
        if variant.key is None:
            return variant
        return variant.types.get(str(known.get(variant.key)), next(iter(variant.types.values())))
    if get_origin(kind) in (Union, UnionType):
        members = [one for one in get_args(kind) if isinstance(one, type) and is_dataclass(one)]
        if "use" in known:
            return Use
        first = (one for one in members if next(iter(keys_of(one))) in known)
        return next(first, members[0] if members else None)
    return Use if kind in VARIANTS and "use" in known else kind


def bare(hint: Any) -> Any:
    """A type without the None of an optional key."""
    members = [one for one in get_args(hint) if one is not type(None)]
    is_optional = get_origin(hint) in (Union, UnionType) and len(members) == 1
    return members[0] if is_optional else hint


def properties_of(kind: type, room: str = "") -> Iterator[Property]:
    """The keys that may be written in a record, in the order of the language."""
    hints = hints_of(kind)
    for key, attribute in keys_of(kind).items():
        hint = INSIDE.get((kind, key)) or bare(hints[attribute.name])
        if key in IN_TREE or (not room and is_name(kind, key)):
            continue
        name = f"{room}.{key}" if room else key
        is_record = isinstance(hint, type) and is_dataclass(hint) and hint not in LEAVES
        if not room and is_record and isinstance(hint, type):
            yield from properties_of(hint, name)
            continue
        yield Property(
            name=name,
            form=form_of(key, hint),
            purpose=purpose_of(attribute),
            is_required=is_required(attribute),
            words=words_of(hint),
            is_usual=attribute.default is True,
        )


LEAVES = (Text, Syntax, *PLAIN_TEXTS, *VARIANTS)


def is_name(kind: type, key: str) -> bool:
    """Whether a key is the name under which others read a part: it is changed with all of them."""
    return key in NAMES or (key == "field" and issubclass(kind, Field))


def form_of(key: str, hint: Any) -> Form:
    """How the value of a key is filled in."""
    if hint == Text:
        return "lines" if key in LONG else "people"
    if hint == Syntax:
        return "condition" if key in CONDITIONS else "expression"
    simple: Mapping[Any, Form] = {
        bool | Syntax: "flag_or_condition", bool: "flag", int: "number", Choices: "choices",
        **dict.fromkeys(PLAIN_TEXTS, "text"),
    }  # fmt: skip
    if hint in simple:
        return simple[hint]
    if get_origin(hint) is Literal:
        return "word"
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        if get_origin(item) is Literal:
            return "words"
        return "list" if item in PLAIN_TEXTS else "children"
    return "child" if hint in VARIANTS else "data"


def words_of(hint: Any) -> tuple[str, ...]:
    """The words among which one may choose."""
    inner = get_args(hint)[0] if get_origin(hint) is tuple else hint
    return tuple(map(str, get_args(inner))) if get_origin(inner) is Literal else ()


def reads_parameter(text: str) -> bool:
    """Whether a text reads a parameter of the fragment that it stands in."""
    return next(iter(parameters_in(text)), None) is not None
