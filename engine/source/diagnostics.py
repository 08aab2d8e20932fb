"""Faults said to an author."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from engine.source.positions import Span


class Severity(Enum):
    """An error keeps a definition from being served; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Part of a sentence: an English message with {names}, their values."""

    message: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault: its code, where it stands, an English message with {names}, their values."""

    code: str
    severity: Severity
    span: Span
    message: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    suggestion: str | None = None
