"""What is wrong with an expression, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from engine.source.positions import Position, Span


def _(message: str) -> str:
    """Mark a message for translation."""
    return message


@dataclass(frozen=True)
class Problem:
    """One fault of an expression: an English message with {names}, and their values.

    `kind` is one of syntax, forbidden, unknown_name, unknown_column, unknown_function, arity,
    types, option, later, constant, contradiction, always.
    """

    kind: str
    span: Span
    message: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    suggestion: str | None = None


def place(span: Span, text: str, first: int, last: int) -> Span:
    """Where the part of `text` from `first` to `last` stands, the whole being at `span`."""
    if span.start.line == span.end.line:
        return span.within(first, last)
    lines = text.count("\n")
    if not lines or span.end.line - span.start.line > lines:
        # Lines that YAML joined: where each of their words stands is not known any more.
        return span
    line = span.start.line + text.count("\n", 0, first)
    column = span.start.column + first - (text.rfind("\n", 0, first) + 1)
    return Span(span.path, Position(line, column), Position(line, column + last - first))
