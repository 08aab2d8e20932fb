"""Changes between brackets and braces: lists and keys on one line, JSON."""

from engine.editing.extents import tail_of
from engine.editing.sheet import Change, Sheet
from engine.source.layout import Piece


def start_of(owner: Piece, at: int) -> int:
    """Where an element begins: its key when it has one."""
    return (owner.keys or owner.items)[at].start


def end_of(owner: Piece, at: int) -> int:
    """Where an element ends."""
    return owner.items[at].end


def inserted(sheet: Sheet, owner: Piece, at: int, text: str, step: int) -> list[Change]:
    """Put an element before the one at a place, or at the end; `step` more blanks are inside."""
    count = len(owner.items)
    if not count:
        return _alone(sheet, owner, text, step)
    if at < count:
        start = start_of(owner, at)
        return [Change(start, start, text + _between(sheet, owner, at))]
    end = end_of(owner, count - 1)
    between = _between(sheet, owner, count - 1)
    if between != ", " and tail_of(sheet, end):
        after = sheet.end_of_line(sheet.line_of(end))
        return [Change(end, end, ","), Change(after, after, between[1:] + text)]
    return [Change(end, end, between + text)]


def _alone(sheet: Sheet, owner: Piece, text: str, step: int) -> list[Change]:
    """The first element: on a line of its own in JSON that is written over several."""
    inner = Change(owner.start + 1, owner.end - 1, text)
    if "#" in sheet.text[inner.start : inner.end]:
        return [Change(inner.start, inner.start, text)]
    if not sheet.is_json or len(sheet.starts) == 1 or not step:
        return [inner]
    indent = len(sheet.line(sheet.line_of(owner.start))) - len(
        sheet.line(sheet.line_of(owner.start)).lstrip(" ")
    )
    around = sheet.newline + " " * indent
    return [Change(inner.start, inner.end, around + " " * step + text + around)]


def _between(sheet: Sheet, owner: Piece, at: int) -> str:
    """What stands between the element at a place and the one beside it."""
    start = start_of(owner, at)
    line = sheet.line_of(start)
    is_first = not sheet.text[sheet.starts[line] : start].strip()
    if is_first and line != sheet.line_of(owner.start):
        return "," + sheet.newline + " " * sheet.column_of(start)
    return ", "


def removed(sheet: Sheet, owner: Piece, at: int) -> list[Change]:
    """Take an element away, with the comma that is its own."""
    start, end = start_of(owner, at), end_of(owner, at)
    count = len(owner.items)
    if count == 1:
        inner = sheet.text[owner.start + 1 : owner.end - 1]
        is_bare = "#" not in inner.replace(sheet.text[start:end], "", 1)
        return [Change(owner.start + 1, owner.end - 1, "") if is_bare else Change(start, end, "")]
    if at < count - 1:
        return [Change(start, _next_start(sheet, end, start_of(owner, at + 1)), "")]
    before = end_of(owner, at - 1)
    gap = sheet.text[before:start]
    if "#" not in gap:
        return [Change(before, end, "")]
    comma, kept = before + gap.index(","), before + len(gap.rstrip())
    is_last = end == sheet.end_of_line(sheet.line_of(end))
    closing = "" if is_last else sheet.newline + " " * sheet.column_of(start)
    return [Change(comma, comma + 1, ""), Change(kept, end, closing)]


def _next_start(sheet: Sheet, end: int, following: int) -> int:
    """Where what follows an element begins: a comment on a line of its own is not the element's."""
    gap = sheet.text[end:following]
    line = gap.find("\n")
    if line < 0:
        return following
    rest = gap[line + 1 :]
    return end + line + 1 + len(rest) - len(rest.lstrip())


def replaced(sheet: Sheet, owner: Piece, at: int, text: str) -> list[Change]:
    """Put a value in the place of another one, or of none."""
    piece = owner.items[at]
    if not piece.is_empty:
        return [Change(piece.start, piece.end, text)]
    if not owner.keys:
        return [Change(piece.start, piece.start, text)]
    has_colon = ":" in sheet.text[owner.keys[at].end : piece.start]
    lead = " " if has_colon else ": "
    return [Change(piece.start, piece.start, lead + text)]
