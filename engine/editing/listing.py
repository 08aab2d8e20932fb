"""Puts items into lists, takes them away, moves them: steps, fields, options, checks, tests."""

from typing import Any

from engine.editing import flowing
from engine.editing.errors import CannotEditError
from engine.editing.extents import head_of, lines_of, shares_line, with_lines
from engine.editing.language import place_of
from engine.editing.patching import (
    put,
    put_item,
    put_key,
    put_lines,
    put_under,
    style_of,
    take,
    within,
)
from engine.editing.plain import Plain, plain
from engine.editing.setting import Parts, apply, normal, proven, reached, set_value
from engine.editing.sheet import Change, Sheet, editable, found_in, parts_of, pointer_of
from engine.editing.writing import dashed
from engine.i18n import marked as _
from engine.source.layout import Piece

_NO_LIST = _("What stands at “{pointer}” is no list")
_NO_PLACE = _("The list at “{pointer}” has no place number {number}")
_WHOLE = _("The whole cannot be taken away or moved")
_NO_ITEM = _("What stands at “{pointer}” is no part of a list")
_INSIDE = _("A part cannot be moved into itself")
_COMMENTS = _("Comments stand in this part: it cannot be moved into a list between brackets")


def add(text: str, list_pointer: str, index: int, data: Plain) -> str:
    """The text with one more item in a list, at the place `index`; the list is made when it lacks.

    It is written as the items beside it are. Raises CannotEditError.
    """
    sheet, parts, data = editable(text), parts_of(list_pointer), normal(data)
    piece = found_in(sheet.layout.root, parts)
    before = [] if piece is None else listed(piece, list_pointer)
    if not 0 <= index <= len(before):
        raise CannotEditError(_NO_PLACE, pointer=list_pointer, number=index)
    if piece is None or piece.is_scalar or not piece.items:
        items = [*before[:index], data, *before[index:]]
        return set_value(text, pointer_of(parts[:-1]), parts[-1], items)
    expected = plain(sheet.root)
    reached(expected, parts).insert(index, data)
    return apply(sheet, put_item(sheet, piece, index, data), expected)


def listed(piece: Piece, pointer: str) -> list[Plain]:
    """What a list says; a value alone is a list of one, as the language takes it."""
    if piece.is_map:
        raise CannotEditError(_NO_LIST, pointer=pointer)
    found = plain(piece)
    if isinstance(found, list):
        return found
    return [] if found is None else [found]


def remove(text: str, pointer: str) -> str:
    """The text without an item of a list, or without a key; its comments go with it.

    Raises CannotEditError.
    """
    parts = parts_of(pointer)
    if not parts:
        raise CannotEditError(_WHOLE)
    sheet = editable(text)
    sheet.find(pointer)
    owner = sheet.find(pointer_of(parts[:-1]))
    if owner.is_map:
        return set_value(text, pointer_of(parts[:-1]), parts[-1], None)
    expected = plain(sheet.root)
    del reached(expected, parts[:-1])[int(parts[-1])]
    return apply(sheet, take(sheet, owner, int(parts[-1])), expected)


def move(text: str, pointer: str, list_pointer: str, index: int) -> str:
    """The text in which an item stands in a list, at the place `index` that it has in the end.

    Its lines stay as they are, its comments come along. Raises CannotEditError.
    """
    parts, to = parts_of(pointer), parts_of(list_pointer)
    sheet = editable(text)
    owner, at = item_at(sheet, pointer)
    if to[: len(parts)] == parts:
        raise CannotEditError(_INSIDE)
    target = found_in(sheet.layout.root, to)
    if target is None:
        sheet.find(pointer_of(to[:-1]))
    before = [] if target is None else listed(target, list_pointer)
    is_same = target is owner
    if not 0 <= index <= len(before) - is_same:
        raise CannotEditError(_NO_PLACE, pointer=list_pointer, number=index)
    if is_same and index == at:
        return text
    expected = plain(sheet.root)
    moved = reached(expected, parts[:-1]).pop(at)
    _put_moved(expected, to, parts, index, moved)
    place = index + 1 if is_same and index > at else index
    changes = take(sheet, owner, at)
    changes += copied(sheet, owner, at, (target, to, place))
    return proven(sheet.changed(apart(changes)), expected)


def _put_moved(expected: Plain, to: Parts, parts: Parts, index: int, moved: Plain) -> None:
    """Put an item that was taken out of plain data where it goes: places before it count less."""
    where = parts_of(shifted(pointer_of(parts), pointer_of(to)))
    around = reached(expected, where[:-1])
    key: Any = int(where[-1]) if isinstance(around, list) else where[-1]
    found = around.get(key) if isinstance(around, dict) else around[key]
    items = found if isinstance(found, list) else [] if found is None else [found]
    items.insert(index, moved)
    around[key] = items


def shifted(removed: str, pointer: str) -> str:
    """What a pointer becomes once the item at another one is taken away."""
    gone, parts = parts_of(removed), list(parts_of(pointer))
    depth = len(gone) - 1
    if len(parts) > depth and tuple(parts[:depth]) == gone[:depth] and parts[depth].isdigit():
        number = int(parts[depth])
        parts[depth] = str(number - (number > int(gone[depth])))
    return pointer_of(parts)


def moved_to(pointer: str, list_pointer: str, index: int) -> str:
    """The pointer of an item once `move` has put it there."""
    return f"{shifted(pointer, list_pointer)}/{index}"


def item_at(sheet: Sheet, pointer: str) -> tuple[Piece, int]:
    """The list that holds an item, and its place; raises CannotEditError."""
    parts = parts_of(pointer)
    if not parts:
        raise CannotEditError(_WHOLE)
    sheet.find(pointer)
    owner = sheet.find(pointer_of(parts[:-1]))
    if not owner.is_list:
        raise CannotEditError(_NO_ITEM, pointer=pointer)
    return owner, int(parts[-1])


def apart(changes: list[Change]) -> list[Change]:
    """Changes that do not overlap: what is put inside what is taken away goes to its end."""
    gone = [one for one in changes if one.start < one.end and not one.text]
    told = []
    for one in changes:
        around = next((each for each in gone if each.start < one.start < each.end), None)
        is_put = one.start == one.end
        told.append(Change(around.end, around.end, one.text) if around and is_put else one)
    return told


def copied(
    sheet: Sheet, owner: Piece, at: int, target: tuple[Piece | None, Parts, int]
) -> list[Change]:
    """Put the text of an item into a list, at a place, as it is written."""
    piece, to, place = target
    if piece is None or piece.is_scalar or not piece.items:
        return _into_nothing(sheet, owner, at, piece, to)
    if piece.is_flow:
        return flowing.inserted(sheet, piece, place, _in_flow(sheet, owner, at, piece), 2)
    return put_lines(sheet, piece, place, _lines(sheet, owner, at, sheet.column_of(piece.start)))


def _in_flow(sheet: Sheet, owner: Piece, at: int, piece: Piece) -> str:
    """An item as it stands between brackets."""
    item = owner.items[at]
    if owner.is_flow:
        return sheet.text[item.start : item.end]
    first, last = lines_of(sheet, owner, at)
    if any(sheet.line(number).lstrip().startswith("#") for number in range(first, last + 1)):
        raise CannotEditError(_COMMENTS)
    if item.is_flow:
        return sheet.text[item.start : item.end]
    return within(sheet, piece, plain(item))


def _lines(sheet: Sheet, owner: Piece, at: int, column: int) -> list[str]:
    """The lines of an item, with its comments, for a list that begins at a column."""
    style, item = style_of(sheet), owner.items[at]
    if owner.is_flow or shares_line(sheet, owner, at):
        if item.is_flow and sheet.line_of(item.start) == sheet.line_of(item.end):
            text = sheet.text[item.start : item.end]
            return [" " * column + "-" + " " * (style.item - 1) + text]
        return dashed(plain(item), column, style)
    first, last = lines_of(sheet, owner, at)
    shift = column - sheet.column_of(head_of(sheet, owner, at))
    return [_shifted_line(sheet.line(number), shift) for number in range(first, last + 1)]


def _shifted_line(line: str, shift: int) -> str:
    if shift >= 0:
        return " " * shift + line if line.strip() else line
    blanks = len(line) - len(line.lstrip(" "))
    return line[min(blanks, -shift) :]


def _into_nothing(
    sheet: Sheet, owner: Piece, at: int, piece: Piece | None, to: Parts
) -> list[Change]:
    """Make the list into which an item goes."""
    around, key = sheet.find(pointer_of(to[:-1])), to[-1]
    data = [] if piece is None else listed(piece, pointer_of(to))
    items = [*data, plain(owner.items[at])]
    is_raw = not (around.is_flow or owner.is_flow or data)
    if piece is None:
        if not around.is_map or (not around.items and not around.is_flow):
            raise CannotEditError(_NO_LIST, pointer=pointer_of(to))
        place = place_of([one.value for one in around.keys], key)
        if not is_raw:
            return put_key(sheet, to[:-1], around, place, key, items)
        column = sheet.column_of(around.start)
        lines = _lines(sheet, owner, at, column + style_of(sheet).dash)
        last = lines_of(sheet, around, place - 1).last
        return [with_lines(sheet, last + 1, [" " * column + key + ":", *lines])]
    number = around.index(key) if around.is_map else int(key)
    if not is_raw:
        return put(sheet, to[:-1], around, number, items)
    column = sheet.column_of(head_of(sheet, around, number)) + style_of(sheet).dash
    return put_under(sheet, around, number, _lines(sheet, owner, at, column))
