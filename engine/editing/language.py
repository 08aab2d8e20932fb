"""What the language says of its keys: in which order they stand, which are no texts."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

from engine.actions import TYPES as ACTIONS
from engine.definitions.delays import OtherDelay
from engine.definitions.model import (
    Attestation,
    Check,
    Driven,
    Exit,
    ExitLink,
    Group,
    Procedure,
    RegisterImport,
    Retention,
    Section,
    Step,
)
from engine.definitions.reading import hints_of
from engine.definitions.tests import Test
from engine.expressions import Syntax
from engine.fields import TYPES as FIELDS
from engine.fields import Option, ProfileChoices, TableChoices
from engine.source.spec import keys_of

# The order in which authors write them, when the language tells them in another.
PROCEDURE = (
    "procedure", "title", "for", "nature", "silence", "delay", "delays", "appeal", "fresh",
    "languages", "intro", "purpose", "legal_basis", "recipients", "retention", "link", "opening",
    "expected", "unique_with", "parameters", "steps", "summary", "attestations", "checks",
    "submit", "next", "actions", "migrate", "tests", "accepted",
)  # fmt: skip
STEP = ("step", "title", "when", "intro", "fields", "checks", "after", "renamed_from")
FIELD = (
    "field", "type", "label", "help", "show_as", "optional", "when", "default", "prefill",
    "save_to", "compute", "shows", "rule", "hidden", "unit", "min", "max", "min_length",
    "max_length", "pattern", "choices", "columns", "rows", "schema", "autocomplete", "purpose",
    "sensitive", "messages", "renamed_from",
)  # fmt: skip
OPTION = ("value", "label", "help", "when", "link", "exclusive", "detail", "renamed_from")
HEADS: Mapping[str, type | tuple[str, ...]] = {
    "procedure": PROCEDURE,
    "fragment": ("fragment", "parameters", "steps", "fields"),
    "step": STEP,
    "group": Group,
    "section": ("section", "title", "when", "steps"),
    "exit": ("exit", "title", "when", "text", "links"),
    "field": FIELD,
    "value": OPTION,
    "check": ("check", "on", "message"),
    "test": Test,
    "use": ("use", "as", "with"),
}
# What is under these keys is taken as JSON is: quotes make a text.
PLAIN_ROOMS = frozenset({"parameters", "schema", "tests", "with"})


@cache
def order_of(head: str) -> Mapping[str, int]:
    """The rank of each key of the part that begins with the key `head`; none when unknown."""
    known = HEADS.get(head, ())
    keys = known if isinstance(known, tuple) else tuple(keys_of(known))
    return {key: rank for rank, key in enumerate(keys)}


def place_of(keys: list[str], key: str) -> int:
    """How many of some keys a new one comes after; the first one stays the first."""
    order = order_of(keys[0]) if keys else {}
    if key not in order:
        return len(keys)
    ranks = [order.get(one, -1) for one in keys]
    after = (at for at, rank in enumerate(ranks) if rank > order[key])
    return max(1, next(after, len(keys)))


def is_verbatim(parts: tuple[str, ...], key: str) -> bool:
    """Whether a text such as `5` or `true` may stand at a key without quotes."""
    return key in no_texts() and not PLAIN_ROOMS & {*parts, key}


@cache
def no_texts() -> frozenset[str]:
    """The keys whose value is never a text: a number, a condition, true or false, a day."""
    found: dict[str, bool] = {}
    for kind in _kinds():
        hints = hints_of(kind)
        for key, attribute in keys_of(kind).items():
            found[key] = found.get(key, True) and _is_no_text(hints[attribute.name])
    return frozenset(key for key, is_no_text in found.items() if is_no_text)


def _is_no_text(hint: Any) -> bool:
    members = {one for one in (get_args(hint) or (hint,)) if one is not type(None)}
    return bool(members) and members <= {Syntax, bool, int}


def _kinds() -> Iterator[type]:
    yield from (
        Procedure, Retention, OtherDelay, Attestation, Check, Step, Group, Driven, Exit, ExitLink,
        RegisterImport, Section, Option, TableChoices, ProfileChoices,
    )  # fmt: skip
    yield from FIELDS.values()
    yield from ACTIONS.values()
