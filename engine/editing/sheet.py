"""A text laid out, by lines and by characters, and the pieces that pointers name."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from engine.editing.errors import CannotEditError
from engine.i18n import marked as _
from engine.source.layout import Layout, Piece, lay_out

LINE_END = re.compile(r"\r\n|\r|\n")
MARK = "\ufeff"
LONGEST_TEXT = 1_000_000

_BROKEN = _("Line {line} cannot be read: mend the text first")
_MARKED = _("Line {line} holds a mark as & * or !, which is not allowed: mend the text first")
_NOTHING = _("Nothing stands at “{pointer}” any more")
_LONG = _("This text is too long")


@dataclass(frozen=True)
class Change:
    """What replaces the characters from `start` to just before `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, eq=False)
class Sheet:
    """A text without byte order mark, and where its parts stand."""

    text: str
    layout: Layout
    mark: str = ""
    starts: list[int] = field(default_factory=list)

    @property
    def root(self) -> Piece:
        """The whole; raises CannotEditError when the text is empty."""
        if self.layout.root is None:
            raise CannotEditError(_BROKEN, line=1)
        return self.layout.root

    @cached_property
    def newline(self) -> str:
        """What ends its lines."""
        found = LINE_END.search(self.text)
        return found[0] if found else "\n"

    @cached_property
    def is_json(self) -> bool:
        """Whether it is JSON: what is written in it must be JSON too."""
        if not self.text.lstrip().startswith(("{", "[")):
            return False
        try:
            json.loads(self.text)
        except (ValueError, RecursionError):
            return False
        return True

    def line_of(self, offset: int) -> int:
        """The line of a character, counted from 0."""
        return bisect_right(self.starts, offset) - 1

    def column_of(self, offset: int) -> int:
        """How many characters stand before one on its line."""
        return offset - self.starts[self.line_of(offset)]

    def end_of_line(self, number: int) -> int:
        """Where a line ends, before what ends it."""
        if number + 1 >= len(self.starts):
            return len(self.text)
        end = self.starts[number + 1]
        if self.text.startswith("\r\n", end - 2):
            return end - 2
        return end - 1

    def after_line(self, number: int) -> int:
        """Where the line after one begins; the end of the text after the last."""
        return self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)

    def line(self, number: int) -> str:
        """A line without what ends it."""
        return self.text[self.starts[number] : self.end_of_line(number)]

    def find(self, pointer: str) -> Piece:
        """The piece that a pointer names; raises CannotEditError when there is none."""
        piece = found_in(self.layout.root, parts_of(pointer))
        if piece is None:
            raise CannotEditError(_NOTHING, pointer=pointer)
        return piece

    def changed(self, changes: Iterable[Change]) -> str:
        """The text with some changes; they do not overlap."""
        told: list[str] = [self.mark]
        rest = 0
        for one in sorted(changes, key=lambda change: (change.start, change.end)):
            told += [self.text[rest : one.start], one.text]
            rest = one.end
        told.append(self.text[rest:])
        return "".join(told)


@lru_cache(maxsize=24)
def sheet_of(text: str) -> Sheet:
    """A text laid out, whatever is wrong with it."""
    mark = MARK if text.startswith(MARK) else ""
    body = text.removeprefix(MARK)
    if len(body) > LONGEST_TEXT:
        raise CannotEditError(_LONG)
    starts = [0, *(found.end() for found in LINE_END.finditer(body))]
    return Sheet(body, lay_out(body), mark, starts)


def editable(text: str) -> Sheet:
    """A text laid out; raises CannotEditError when it is no YAML that the language takes."""
    sheet = sheet_of(text)
    layout = sheet.layout
    if layout.broken is not None:
        raise CannotEditError(_BROKEN, line=sheet.line_of(layout.broken) + 1)
    if layout.marked is not None:
        raise CannotEditError(_MARKED, line=sheet.line_of(layout.marked) + 1)
    return sheet


def parts_of(pointer: str) -> tuple[str, ...]:
    """The keys and the numbers of a pointer, the outermost first; "" has none."""
    if not pointer:
        return ()
    return tuple(
        one.replace("~1", "/").replace("~0", "~") for one in pointer.removeprefix("/").split("/")
    )


def pointer_of(parts: Iterable[str | int]) -> str:
    """The pointer that keys and numbers make."""
    return "".join("/" + str(one).replace("~", "~0").replace("/", "~1") for one in parts)


def found_in(root: Piece | None, parts: Iterable[str]) -> Piece | None:
    """The piece to which keys and numbers lead, None when it is not there."""
    piece = root
    for one in parts:
        if piece is None:
            return None
        if piece.is_map:
            piece = piece.get(one)
        else:
            at = int(one) if one.isascii() and one.isdigit() else -1
            piece = piece.items[at] if 0 <= at < len(piece.items) else None
    return piece
