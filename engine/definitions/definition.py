"""From the text of a file to a definition, a site or a profile."""

from typing import Any

from engine.actions import TYPES as ACTIONS
from engine.actions import Action
from engine.blocks import TYPES as BLOCKS
from engine.blocks import Block
from engine.definitions.attachments import with_attachments
from engine.definitions.bundles import bundle, unbundled
from engine.definitions.expanding import expand
from engine.definitions.fragments import NONE, Fragments
from engine.definitions.model import Definition, Procedure
from engine.definitions.reading import MISSING, Reader, Variant
from engine.definitions.site import Site
from engine.expressions import Problem
from engine.fields import TYPES as FIELDS
from engine.fields import Detail, Field
from engine.source import read
from engine.source.diagnostics import Diagnostic
from engine.source.nodes import Node

VARIANTS = {
    Field: Variant(FIELDS, "type"),
    Detail: Variant(FIELDS, "type"),
    Action: Variant(ACTIONS, None),
    Block: Variant(BLOCKS, None),
}


def read_definition(path: str, data: bytes, fragments: Fragments = NONE) -> Definition:
    """The definition in `data`, with the fragments it uses; diagnostics call it `path`."""
    node, diagnostics = read(path, data)
    expanded = expand(with_attachments(node) if node else None, fragments)
    procedure, reader = _record(Procedure, expanded.node)
    text = data.decode("utf-8", "replace")
    return Definition(
        path=path,
        text=text,
        procedure=procedure,
        diagnostics=(*diagnostics, *expanded.diagnostics, *reader.diagnostics),
        problems=tuple(reader.problems),
        bundle=bundle(text, expanded.used),
        whole=expanded.whole,
    )


def read_version(name: str, text: str) -> Definition:
    """The definition that a published text says, with the fragments as they were then."""
    own, fragments = unbundled(text)
    return read_definition(name, own.encode(), fragments)


def read_record(kind: type, path: str, data: bytes) -> tuple[Any, tuple[Diagnostic, ...]]:
    """A record of `kind` (a site, a profile) in `data`, or None, and what is wrong with it."""
    record, reader, diagnostics = _read(kind, path, data)
    return record, (*diagnostics, *reader.diagnostics)


def read_site(
    path: str, data: bytes
) -> tuple[Site | None, tuple[Diagnostic, ...], tuple[Problem, ...]]:
    """The site in `data`, or None; what is wrong with it; what is wrong with its expressions."""
    site, reader, diagnostics = _read(Site, path, data)
    return site, (*diagnostics, *reader.diagnostics), tuple(reader.problems)


def _read(kind: type, path: str, data: bytes) -> tuple[Any, Reader, list[Diagnostic]]:
    node, diagnostics = read(path, data)
    record, reader = _record(kind, node)
    return record, reader, diagnostics


def _record(kind: type, node: Node | None) -> tuple[Any, Reader]:
    reader = Reader(VARIANTS)
    found = MISSING if node is None else reader.record(kind, node)
    return None if found is MISSING else found, reader
