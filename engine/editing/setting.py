"""Puts values: the texts, conditions and lists that an author writes under keys."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from engine.editing.errors import CannotEditError
from engine.editing.language import is_verbatim, place_of
from engine.editing.patching import put, put_item, put_key, take
from engine.editing.plain import Plain, plain, read_plain
from engine.editing.sheet import Change, Sheet, editable, found_in, parts_of, pointer_of
from engine.i18n import marked as _
from engine.source.layout import Piece

Parts = tuple[str, ...]

_LOST = _("This change cannot be written safely here: make it in the text")
_NO_KEYS = _("What stands at “{pointer}” has no keys")
_NO_KEY = _("A key must have a name")


def value_at(text: str, pointer: str) -> Plain:
    """What a text says at a pointer, as plain data; raises CannotEditError when nothing is there.

    Texts are as they were written (`0123`, `no`, `3:20`); numbers, `true`, `false` and `null` are
    values when no quotes make texts of them.
    """
    return plain(editable(text).find(pointer))


def set_value(text: str, pointer: str, key: str, value: Plain) -> str:
    """The text in which a key of a part has a value; None takes the key away.

    Only what differs from the value that is there is written again. A part that is not there yet
    is made, when the one around it is. Raises CannotEditError.
    """
    if not key:
        raise CannotEditError(_NO_KEY)
    value = normal(value)
    parts = parts_of(pointer)
    sheet = editable(text)
    owner = found_in(sheet.layout.root, parts)
    if value is None and (owner is None or owner.get(key) is None):
        return text
    if owner is None or (owner.is_scalar and not owner.style and not owner.value):
        return _set_around(text, parts, key, value)
    if not owner.is_map:
        raise CannotEditError(_NO_KEYS, pointer=pointer)
    expected = plain(sheet.root)
    inner = reached(expected, parts)
    if value is None:
        del inner[key]
    else:
        inner[key] = said(parts, key, value)
    return proven(text_with(sheet, parts, owner, key, value), expected)


def _set_around(text: str, parts: Parts, key: str, value: Plain) -> str:
    """Make the part that is to hold a key."""
    if not parts:
        raise CannotEditError(_NO_KEYS, pointer="")
    return set_value(text, pointer_of(parts[:-1]), parts[-1], {key: value})


def text_with(sheet: Sheet, parts: Parts, owner: Piece, key: str, value: Plain) -> str:
    """The text with one value put, as little of it written again as can be."""
    at = owner.index(key)
    if at < 0:
        place = place_of([one.value for one in owner.keys], key)
        if not owner.items and not owner.is_flow:
            raise CannotEditError(_LOST)
        return sheet.changed(put_key(sheet, parts, owner, place, key, value))
    if value is None:
        return sheet.changed(take(sheet, owner, at))
    return with_item(sheet, parts, owner, at, value)


def with_item(sheet: Sheet, parts: Parts, owner: Piece, at: int, value: Plain) -> str:
    """The text in which a value takes the place of another: what is the same in both stays."""
    piece = owner.items[at]
    before = plain(piece)
    key = owner.keys[at].value if owner.keys else str(at)
    if alike(before, said(parts, key, value) if owner.keys else value):
        return sheet.mark + sheet.text
    inside = (*parts, key)
    if isinstance(value, Mapping) and piece.is_map and value and before:
        return _merged(sheet, inside, before, value)
    if isinstance(value, list) and value and before and _is_long_list(sheet, piece):
        return _aligned(sheet, inside, before, value)
    return sheet.changed(put(sheet, parts, owner, at, value))


def _is_long_list(sheet: Sheet, piece: Piece) -> bool:
    """Whether a list is changed item by item: it is more than values alone on one line."""
    is_bare = all(one.is_scalar for one in piece.items)
    is_line = sheet.line_of(piece.start) == sheet.line_of(piece.end)
    return piece.is_list and not (piece.is_flow and is_bare and is_line)


def _merged(sheet: Sheet, parts: Parts, before: Mapping[str, Any], value: Any) -> str:
    """Keys with other values: those that are the same stay as they are."""
    text = sheet.mark + sheet.text
    wanted = {str(key): one for key, one in value.items()}
    for key, one in wanted.items():
        if key not in before or not alike(before[key], said(parts, key, one)):
            text = _step(text, parts, key, one)
    for key in before:
        if key not in wanted:
            text = _step(text, parts, key, None)
    return text


def _step(text: str, parts: Parts, key: str, value: Any) -> str:
    sheet = editable(text)
    owner = sheet.find(pointer_of(parts))
    if value is None and owner.index(key) >= 0:
        return sheet.changed(take(sheet, owner, owner.index(key)))
    return text_with(sheet, parts, owner, key, value)


def _aligned(sheet: Sheet, parts: Parts, before: Sequence[Any], value: Sequence[Any]) -> str:
    """A list with other items: those at its beginning and at its end that are the same stay."""
    head = _same_at(zip(before, value, strict=False))
    most = min(len(before), len(value)) - head
    tail = min(most, _same_at(zip(reversed(before), reversed(value), strict=False)))
    text = sheet.mark + sheet.text
    old, new = before[head : len(before) - tail], value[head : len(value) - tail]
    for number, one in enumerate(new[: len(old)]):
        sheet = editable(text)
        owner = sheet.find(pointer_of(parts))
        text = with_item(sheet, parts, owner, head + number, one)
    for number in range(len(old), len(new)):
        sheet = editable(text)
        owner = sheet.find(pointer_of(parts))
        text = sheet.changed(put_item(sheet, owner, head + number, new[number]))
    for _gone in range(len(old) - len(new)):
        sheet = editable(text)
        owner = sheet.find(pointer_of(parts))
        text = sheet.changed(take(sheet, owner, head + len(new)))
    return text


def _same_at(pairs: Iterator[tuple[Any, Any]]) -> int:
    count = 0
    for one, other in pairs:
        if not alike(one, other):
            break
        count += 1
    return count


def normal(value: Any) -> Plain:
    """A value as it is kept: lists and dicts, texts whose lines end as those of YAML do."""
    if isinstance(value, Mapping):
        return {str(key): normal(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [normal(one) for one in value]
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    return Decimal(repr(value)) if isinstance(value, float) else value


def said(parts: Parts, key: str, value: Plain) -> Plain:
    """What a value will be read as: a text for a key that takes none may be a number."""
    is_text = isinstance(value, str) and value and is_verbatim(parts, key)
    return read_plain(value) if is_text and value == value.strip() else value


def reached(data: Any, parts: Parts) -> Any:
    """What keys and numbers lead to in plain data."""
    for one in parts:
        data = data[int(one)] if isinstance(data, list) else data[one]
    return data


def proven(text: str, expected: Plain) -> str:
    """The text, once it is known to say what is expected of it; raises CannotEditError."""
    sheet = editable_again(text)
    if not alike(plain(sheet.root), expected):
        raise CannotEditError(_LOST)
    return text


def editable_again(text: str) -> Sheet:
    """A text that was changed, laid out; what went wrong is told as such."""
    try:
        return editable(text)
    except CannotEditError as error:
        raise CannotEditError(_LOST) from error


def alike(one: Any, other: Any) -> bool:
    """Whether two values are the same, a text never being a number; keys in any order."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    return type(one) is type(other) and bool(one == other)


def apply(sheet: Sheet, changes: list[Change], expected: Plain) -> str:
    """The text with changes, once it says what is expected."""
    return proven(sheet.changed(changes), expected)
