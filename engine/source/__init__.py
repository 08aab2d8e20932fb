"""Texts with positions: reading YAML and JSON, diagnostics, the nearest right name."""

from engine.source.diagnostics import Diagnostic, Phrase, Severity
from engine.source.excerpt import excerpt
from engine.source.kept import Kept
from engine.source.names import nearest
from engine.source.nodes import Mapping, Node, Scalar, Sequence
from engine.source.positions import NOWHERE, Position, Span
from engine.source.reader import read

__all__ = [
    "NOWHERE",
    "Diagnostic",
    "Kept",
    "Mapping",
    "Node",
    "Phrase",
    "Position",
    "Scalar",
    "Sequence",
    "Severity",
    "Span",
    "excerpt",
    "nearest",
    "read",
]
