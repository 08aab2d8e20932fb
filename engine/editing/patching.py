"""The smallest changes: one value put, one element put in or taken away."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from engine.editing import flowing
from engine.editing.extents import (
    blanks_above,
    blanks_below,
    comment_column,
    head_of,
    lines_of,
    own_lines,
    shares_line,
    tail_of,
    with_lines,
    without_lines,
)
from engine.editing.language import is_verbatim
from engine.editing.sheet import Change, Sheet
from engine.editing.writing import Style, dashed, entry, flow, json_of, with_value
from engine.source.layout import Piece

LONGEST_ITEM = 240


@lru_cache(maxsize=24)
def style_of(sheet: Sheet) -> Style:
    """How a text is indented, as its first parts are."""
    found: dict[str, int] = {}
    waiting = [sheet.root]
    while waiting and len(found) < 3:
        piece = waiting.pop()
        for key, item in zip(piece.keys, piece.items, strict=False):
            _measure(sheet, piece, key, item, found)
        if piece.style == "-" and piece.items and piece.items[0].style == ":":
            width = piece.items[0].start - piece.start
            if 0 < width < 12:
                found.setdefault("item", width)
        waiting.extend(reversed(piece.items))
    return Style(is_json=sheet.is_json, newline=sheet.newline, **found)


def _measure(sheet: Sheet, owner: Piece, key: Piece, item: Piece, found: dict[str, int]) -> None:
    is_below = item.items and sheet.line_of(item.items[0].start) > sheet.line_of(key.start)
    if not is_below:
        return
    if owner.style == ":" and item.style in {"-", ":"}:
        width = sheet.column_of(item.start) - sheet.column_of(owner.start)
        found.setdefault("dash" if item.style == "-" else "step", width)
    elif owner.style == "{":
        first = (item.keys or item.items)[0].start
        line = sheet.line(sheet.line_of(key.start))
        width = sheet.column_of(first) - (len(line) - len(line.lstrip(" ")))
        found.setdefault("step", max(0, width))


def put(sheet: Sheet, parts: tuple[str, ...], owner: Piece, at: int, data: Any) -> list[Change]:
    """Put a value in the place of the one of an element; `parts` lead to `owner`."""
    style, piece = style_of(sheet), owner.items[at]
    verbatim = bool(owner.keys) and is_verbatim(parts, owner.keys[at].value)
    if owner.is_flow:
        text = within(sheet, owner, data, verbatim=verbatim)
        return flowing.replaced(sheet, owner, at, text)
    start, end, tail = room_of(sheet, owner, at)
    column = sheet.column_of(head_of(sheet, owner, at))
    if owner.keys:
        lines = with_value("", data, column, style, verbatim=verbatim, tail=tail)
    else:
        lines = dashed(data, column, style)
        lines[0] = lines[0][column + 1 :] + tail
    if _is_inline(piece) and len(lines) == 1 and not piece.is_empty:
        return [Change(piece.start, piece.end, lines[0].removesuffix(tail).lstrip(" "))]
    return [Change(start, end, sheet.newline.join(lines))]


def put_under(sheet: Sheet, owner: Piece, at: int, lines: list[str]) -> list[Change]:
    """Put lines in the place of the value of a key, under it."""
    start, end, tail = room_of(sheet, owner, at)
    return [Change(start, end, sheet.newline.join([tail, *lines]))]


def room_of(sheet: Sheet, owner: Piece, at: int) -> tuple[int, int, str]:
    """From where to where a value on lines goes, and the comment that stays on its first line."""
    start, piece = _after_sign(sheet, owner, at), owner.items[at]
    tail = _tail(sheet, piece, start)
    return start, sheet.end_of_line(sheet.line_of(max(piece.end, start))), tail


def _is_inline(piece: Piece) -> bool:
    return piece.style not in {"|", ">", ":", "-"}


def within(sheet: Sheet, owner: Piece, data: Any, *, verbatim: bool = False) -> str:
    """Data as it is written inside brackets or braces: JSON over several lines when its part is."""
    style = style_of(sheet)
    if not style.is_json:
        return flow(data, style, verbatim=verbatim)
    is_long = sheet.line_of(owner.start) != sheet.line_of(owner.end)
    if not is_long or not isinstance(data, (Mapping, list, tuple)) or not data:
        return json_of(data)
    others = [one for one in owner.items if one.items]
    if others and all(sheet.line_of(one.start) == sheet.line_of(one.end) for one in others):
        return json_of(data)
    line = sheet.line(sheet.line_of(owner.start))
    indent = len(line) - len(line.lstrip(" ")) + style.step
    said = json.dumps(json.loads(json_of(data)), ensure_ascii=False, indent=style.step)
    return said.replace("\n", sheet.newline + " " * indent)


def put_key(
    sheet: Sheet, parts: tuple[str, ...], owner: Piece, at: int, key: str, data: Any
) -> list[Change]:
    """Put a new key with its value, after `at` of those that are there."""
    style = style_of(sheet)
    verbatim = is_verbatim(parts, key)
    if owner.is_flow:
        name = json_of(key) if style.is_json else flow(key, style, verbatim=True)
        text = f"{name}: {within(sheet, owner, data, verbatim=verbatim)}"
        return flowing.inserted(sheet, owner, at, text, style.step)
    lines = entry(key, data, sheet.column_of(owner.start), style, verbatim=verbatim)
    return [with_lines(sheet, lines_of(sheet, owner, at - 1).last + 1, lines)]


def put_item(sheet: Sheet, owner: Piece, at: int, data: Any) -> list[Change]:
    """Put a new item into a list that has some, before the one at a place or at the end."""
    style = style_of(sheet)
    if owner.is_flow:
        return flowing.inserted(sheet, owner, at, within(sheet, owner, data), style.step)
    beside = owner.items[min(at, len(owner.items) - 1)]
    column = sheet.column_of(owner.start)
    lines = dashed(data, column, style)
    if beside.is_flow and isinstance(data, Mapping):
        text = flow(data, style)
        if len(text) <= LONGEST_ITEM:
            lines = [" " * column + "-" + " " * (style.item - 1) + text]
    return put_lines(sheet, owner, at, lines)


def put_lines(sheet: Sheet, owner: Piece, at: int, lines: list[str]) -> list[Change]:
    """Put the lines of a new element before the one at a place, or at the end."""
    count = len(owner.items)
    is_apart = _are_apart(sheet, owner, min(max(at, 1), count - 1))
    if at == 0 and shares_line(sheet, owner, 0):
        head, column = head_of(sheet, owner, 0), sheet.column_of(owner.start)
        text = sheet.newline.join([*lines, " " * column]).lstrip(" ")
        return [Change(head, head, text)]
    if at < count:
        first = lines_of(sheet, owner, at).first
        return [with_lines(sheet, first, [*lines, ""] if is_apart else lines)]
    last = lines_of(sheet, owner, count - 1).last
    return [with_lines(sheet, last + 1, ["", *lines] if is_apart else lines)]


def _are_apart(sheet: Sheet, owner: Piece, at: int) -> bool:
    """Whether blank lines stand between the element at a place and the one before it."""
    if not 0 < at < len(owner.items):
        return False
    first = lines_of(sheet, owner, at).first
    return blanks_above(sheet, first, own_lines(sheet, owner, at - 1).last) > 0


def take(sheet: Sheet, owner: Piece, at: int) -> list[Change]:
    """Take an element away, with its comments; the last one leaves `[]` or `{}`."""
    if owner.is_flow:
        return flowing.removed(sheet, owner, at)
    first, last = lines_of(sheet, owner, at)
    if len(owner.items) == 1:
        return _emptied(sheet, owner, first, last)
    if shares_line(sheet, owner, at):
        return _first_taken(sheet, owner, last)
    floor = own_lines(sheet, owner, at - 1).last if at else first - 1
    above, below = blanks_above(sheet, first, floor), blanks_below(sheet, last)
    if at < len(owner.items) - 1:
        last += below if above or not at else 0
    elif above and comment_column(sheet, first - above - 1) < 0:
        first -= above
    return [without_lines(sheet, first, last)]


def _emptied(sheet: Sheet, owner: Piece, first: int, last: int) -> list[Change]:
    """What a list or keys leave when nothing is left in them."""
    sign = "[]" if owner.style == "-" else "{}"
    head = head_of(sheet, owner, 0)
    if shares_line(sheet, owner, 0):
        return [Change(head, sheet.end_of_line(last), sign)]
    if owner is sheet.root:
        return [Change(sheet.starts[first], sheet.end_of_line(last), sign)]
    above = sheet.line_of(head) - 1
    while above and (comment_column(sheet, above) >= 0 or not sheet.line(above).strip()):
        above -= 1
    line = sheet.line(above)
    written = _without_comment(line)
    place = sheet.starts[above] + len(written)
    return [Change(place, place, f" {sign}"), without_lines(sheet, first, last)]


def _without_comment(line: str) -> str:
    """The line of a key without value, before its comment."""
    found = line.find(": #") if ": #" in line else line.find(":  ")
    cut = line[: found + 1] if found >= 0 and "#" in line[found:] else line
    return cut.rstrip()


def _first_taken(sheet: Sheet, owner: Piece, last: int) -> list[Change]:
    """Take the first element away, which stands after the dash of what it is in."""
    head, following = head_of(sheet, owner, 0), head_of(sheet, owner, 1)
    if sheet.line_of(following) <= last + 1:
        return [Change(head, following, "")]
    start = sheet.starts[sheet.line_of(head)]
    return [Change(start + len(sheet.text[start:head].rstrip()), sheet.end_of_line(last), "")]


def _after_sign(sheet: Sheet, owner: Piece, at: int) -> int:
    """Just after the colon of a key, or after a dash."""
    if not owner.keys:
        return head_of(sheet, owner, at) + 1
    return sheet.text.index(":", owner.keys[at].end) + 1


def _tail(sheet: Sheet, piece: Piece, start: int) -> str:
    """The comment that stays on the line of a value that is replaced."""
    if _is_inline(piece) and not piece.is_empty:
        return tail_of(sheet, piece.end)
    if piece.style in {"|", ">"}:
        line = sheet.text[piece.start : sheet.end_of_line(sheet.line_of(piece.start))]
        sign = line.find(" #")
        return line[sign:].rstrip() if sign >= 0 else ""
    return tail_of(sheet, start)
