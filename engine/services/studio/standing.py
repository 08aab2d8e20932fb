"""What the parts of a file stand among: what they may read, what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from engine.checks import check_definition
from engine.definitions import Definition, Library, Procedure
from engine.definitions.scopes import scopes_in
from engine.editing.sheet import found_in, parts_of, pointer_of, sheet_of
from engine.expressions import Scope
from engine.services.desk import Desk
from engine.services.studio.looking import PROCEDURES, judged, library_with
from engine.source import Diagnostic, Kept
from engine.source.positions import Position

Scopes: TypeAlias = Mapping[tuple[str, Position, str], Scope]
KEPT: Kept[Scopes] = Kept(20)
# Lists whose parts are read once everything is answered.
AT_THE_END = frozenset({"attestations", "actions", "delays"})


@dataclass(frozen=True)
class Standing:
    """A file as it is written now: the procedure that it is, or that uses it; what is wrong.

    `place` is what diagnostics call the file.
    """

    text: str
    place: str
    definition: Definition | None
    diagnostics: tuple[Diagnostic, ...]
    library: Library

    @property
    def procedure(self) -> Procedure | None:
        """The procedure, None when too little of it can be read."""
        return self.definition.procedure if self.definition else None


def look(desk: Desk, path: str, text: str) -> Standing:
    """A procedure or a fragment among the rest of the site."""
    place = str(desk.catalogue.files.path(path))
    if path.partition("/")[0] == PROCEDURES:
        found = judged(desk, path, text)
        return Standing(text, place, found.definition, found.diagnostics, found.library)
    library = library_with(desk, path, text)
    using = next((one for one in library.definitions.values() if uses(one, place)), None)
    told = check_definition(using, library) if using else ()
    mine = tuple(one for one in (*library.diagnostics, *told) if one.span.path == place)
    return Standing(text, place, using, mine, library)


def uses(definition: Definition, place: str) -> bool:
    """Whether a procedure has parts that are written in a file."""
    procedure = definition.procedure
    if procedure is None:
        return False
    sources = [
        *(one.source for one in procedure.sections),
        *(group.source for _outer, group in procedure.all_groups()),
        *(step.source for _group, step in procedure.all_steps()),
        *(field.source for *_around, field in procedure.all_fields()),
    ]
    return any(one.span.path == place for one in sources)


def scope_at(standing: Standing, pointer: str) -> Scope | None:
    """What the expressions of a part may read, None when that is not known."""
    known = _scopes(standing)
    parts = list(parts_of(pointer))
    while True:
        room = parts[-2] if len(parts) > 1 else ""
        key = "when"
        if room == "checks" or not parts:
            parts, key = parts[:-2], "checks"
        elif room in AT_THE_END:
            parts, key = [], "checks"
        found = known.get((standing.place, position_of(standing.text, parts), key))
        if found is not None:
            return found
        if not parts:
            return None
        parts = parts[:-1]


def _scopes(standing: Standing) -> Scopes:
    procedure = standing.procedure
    if procedure is None:
        return {}
    parts = standing.definition, standing.library.tables, standing.library.profile

    def found() -> Scopes:
        scopes = scopes_in(procedure, standing.library)
        return {(span.path, span.start, key): one for (span, key), one in scopes.items()}

    return KEPT.of(standing.place, parts, found)


def position_of(text: str, parts: list[str]) -> Position:
    """Where a part begins, as diagnostics count."""
    sheet = sheet_of(text)
    piece = found_in(sheet.layout.root, parts)
    start = piece.start if piece is not None else 0
    return Position(sheet.line_of(start) + 1, sheet.column_of(start) + 1)


def told_at(standing: Standing, pointer: str) -> tuple[Diagnostic, ...]:
    """What is wrong within a part, or the value of a key of it."""
    sheet = sheet_of(standing.text)
    piece = found_in(sheet.layout.root, parts_of(pointer))
    if piece is None:
        return ()
    first, last = position_of(standing.text, list(parts_of(pointer))), sheet.line_of(piece.end)
    end = Position(last + 1, sheet.column_of(piece.end) + 1)
    inside = (one for one in standing.diagnostics if one.span.path == standing.place)
    return tuple(one for one in inside if first <= one.span.start < end)


def owner_of(standing: Standing, one: Diagnostic, pointers: list[str]) -> str | None:
    """Which of some parts a diagnostic is told of: the innermost that holds its place."""
    holding = [pointer for pointer in pointers if one in told_at(standing, pointer)]
    return max(holding, key=len, default=None)


__all__ = ["Standing", "look", "owner_of", "pointer_of", "position_of", "scope_at", "told_at"]
