"""Versions written in a test."""

from engine.definitions import read_definition
from engine.differences import Version
from engine.tables import Table


def version_of(text: str, tables: dict[str, Table] | None = None) -> Version:
    """The version that a text says."""
    definition = read_definition("test.yaml", text.encode())
    assert definition.procedure is not None, definition.diagnostics
    assert not definition.diagnostics, definition.diagnostics
    return Version(definition.procedure, tables or {})
