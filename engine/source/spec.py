"""How a class says which keys an author may write.

A key of the language is an attribute declared with `spec`: the reader, the editors' schema
and the manual all come from it.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, field, fields
from functools import cache
from typing import Any

from engine.source.positions import NOWHERE, Span

_MARK = "spec"
_KEY = "key"


def spec(purpose: str, *, key: str | None = None, default: Any = MISSING) -> Any:
    """An attribute that an author writes, under `key` when its name differs."""
    metadata = {_MARK: purpose, _KEY: key}
    if isinstance(default, dict):
        return field(default_factory=dict, metadata=metadata)
    return field(default=default, metadata=metadata)


@cache
def keys_of(record: type) -> Mapping[str, Field[Any]]:
    """The keys that an author may write for `record`, in order, each with its attribute."""
    return {
        attribute.metadata[_KEY] or attribute.name: attribute
        for attribute in fields(record)
        if _MARK in attribute.metadata
    }


def purpose_of(attribute: Field[Any]) -> str:
    """What the key behind `attribute` is for, in one sentence."""
    purpose: str = attribute.metadata[_MARK]
    return purpose


def is_required(attribute: Field[Any]) -> bool:
    """Whether an author must write the key behind `attribute`."""
    return attribute.default is MISSING and attribute.default_factory is MISSING


class Written:
    """What every record read from a text knows: where it and each of its keys stand."""

    def __init__(self, span: Span = NOWHERE, keys: Mapping[str, Span] | None = None) -> None:
        self.span = span
        self.keys = keys or {}

    def at(self, key: str) -> Span:
        """Where the value of `key`, or of `key.name`, stands; else where the whole record does."""
        return self.keys.get(key, self.span)


UNWRITTEN = Written()


def written() -> Any:
    """The attribute that keeps where a record was written; it counts in no comparison."""
    return field(default=UNWRITTEN, compare=False, repr=False)
