"""The parts of a procedure as an author sees them in a tree, whatever is wrong with the text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from engine.editing.sheet import Sheet, pointer_of, sheet_of
from engine.source.layout import Piece

Kind = Literal[
    "procedure", "fragment", "section", "step", "group", "exit", "use", "field", "column", "option",
    "check", "action", "attestation", "test", "part",
]  # fmt: skip
Parts = tuple[str | int, ...]

# The kind of a part, by the key that begins it.
KINDS: Mapping[str, Kind] = {
    "procedure": "procedure", "fragment": "fragment", "section": "section", "step": "step",
    "group": "group", "exit": "exit", "use": "use", "field": "field", "check": "check",
    "test": "test", "value": "option",
}  # fmt: skip
# The lists in which parts stand, in the order of the tree, each with the kind of its parts when
# nothing in them says it.
ROOMS: Mapping[str, Kind] = {
    "steps": "part", "fields": "field", "columns": "column", "choices": "option",
    "always": "option", "one_of": "option", "rows": "option", "checks": "check",
    "attestations": "attestation", "actions": "action", "tests": "test",
}  # fmt: skip
TITLES = ("title", "label", "text", "message")
NOTES = (
    "type", "when", "optional", "compute", "count", "min", "max", "on", "as", "with", "like",
    "link", "for", "nature",
)  # fmt: skip
LONGEST = 120


@dataclass(frozen=True)
class Item:
    """A part of a definition.

    `pointer` names it, `notes` are what its keys say that is worth a word beside its title: its
    type, its condition. `line` is counted from 1.
    """

    pointer: str
    kind: Kind
    name: str
    title: str
    line: int
    notes: Mapping[str, str]
    children: "tuple[Item, ...]" = ()

    def walk(self) -> "Iterator[Item]":
        """Itself, then all that is in it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    def of_kind(self, *kinds: str) -> "tuple[Item, ...]":
        """Its children of some kinds."""
        return tuple(one for one in self.children if one.kind in kinds)


def outline_of(text: str) -> Item:
    """The tree of a definition; of a broken text, what stands before the place where it breaks."""
    sheet = sheet_of(text)
    root = sheet.layout.root
    if root is None or not root.is_map:
        return Item("", "procedure", "", "", 1, {})
    return _part(sheet, (), root, "procedure")


def _part(sheet: Sheet, parts: Parts, piece: Piece, usual: Kind) -> Item:
    line = sheet.line_of(piece.start) + 1
    if not piece.is_map:
        return Item(pointer_of(parts), usual, piece.value, short(piece.value), line, {})
    name, kind = piece.get(_head(piece)), _kind(piece, usual)
    return Item(
        pointer=pointer_of(parts),
        kind=kind,
        name=_head(piece) if kind == "action" else _said(name),
        title=title_of(piece),
        line=line,
        notes={key: said for key in NOTES if (said := _said(piece.get(key)))},
        children=tuple(_children(sheet, parts, piece)),
    )


def _head(piece: Piece) -> str:
    """The key that names a part: usually the first one."""
    named = (one.value for one in piece.keys if one.value in KINDS)
    return next(named, piece.keys[0].value if piece.keys else "")


def _kind(piece: Piece, usual: Kind) -> Kind:
    head = _head(piece)
    if usual in {"attestation", "column", "action"}:
        return usual
    return KINDS.get(head, usual)


def _children(sheet: Sheet, parts: Parts, piece: Piece) -> Iterator[Item]:
    for key, value in zip(piece.keys, piece.items, strict=True):
        kind = ROOMS.get(key.value)
        inside = (*parts, key.value)
        if kind is not None and value.is_list:
            for number, one in enumerate(value.items):
                yield _part(sheet, (*inside, number), one, kind)
        elif key.value == "choices" and value.is_map:
            yield from _children(sheet, inside, value)
        elif key.value == "detail" and value.is_map:
            yield _part(sheet, inside, value, "field")


def title_of(piece: Piece) -> str:
    """What people call a part: its title, its label, the first words of its text."""
    if not piece.is_map:
        return short(piece.value)
    for key in TITLES:
        found = piece.get(key)
        if found is not None and found.is_map and found.items:
            found = found.get("fr") or found.items[0]
        if found is not None and found.is_scalar and found.value:
            return short(found.value)
    return ""


def short(text: str) -> str:
    """A text on one line, cut when it is long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _said(piece: Piece | None) -> str:
    if piece is None:
        return ""
    if piece.is_list:
        return ", ".join(one.value for one in piece.items if one.is_scalar)
    return piece.value if piece.is_scalar else ""
