"""From which line to which an element goes, with the comments that are its own.

The comments directly above an element, as far indented as it, belong to it; so do those under it
that are indented further. What stands at the head of a file stays there.
"""

from typing import NamedTuple

from engine.editing.sheet import Change, Sheet
from engine.source.layout import Piece


class Lines(NamedTuple):
    """From the line `first` to the line `last`, both counted from 0."""

    first: int
    last: int


def head_of(sheet: Sheet, owner: Piece, at: int) -> int:
    """Where an element on lines begins: its dash, or its key."""
    if owner.style == ":":
        return owner.keys[at].start
    if at == 0:
        return owner.start
    column = sheet.column_of(owner.start)
    for number in range(sheet.line_of(owner.items[at].start), -1, -1):
        line = sheet.line(number)
        if line[column : column + 1] == "-" and not line[:column].strip():
            return sheet.starts[number] + column
    return owner.items[at].start


def shares_line(sheet: Sheet, owner: Piece, at: int) -> bool:
    """Whether something stands before an element on its line: the dash of what it is in."""
    head = head_of(sheet, owner, at)
    return bool(sheet.text[sheet.starts[sheet.line_of(head)] : head].strip())


def own_lines(sheet: Sheet, owner: Piece, at: int) -> Lines:
    """The lines of an element without any comment above it."""
    first = sheet.line_of(head_of(sheet, owner, at))
    return Lines(first, max(first, sheet.line_of(owner.items[at].end)))


def lines_of(sheet: Sheet, owner: Piece, at: int) -> Lines:
    """The lines of an element with its comments."""
    first, last = own_lines(sheet, owner, at)
    column = sheet.column_of(head_of(sheet, owner, at))
    above = first
    if not shares_line(sheet, owner, at):
        while above and comment_column(sheet, above - 1) == column:
            above -= 1
        is_head = owner is sheet.root and at == 0
        above = first if is_head else above
    return Lines(above, _with_comments(sheet, last, column))


def _with_comments(sheet: Sheet, last: int, column: int) -> int:
    """The last line of an element, after which comments that are indented further come."""
    number = last + 1
    while number < len(sheet.starts):
        found = comment_column(sheet, number)
        if found > column:
            last = number
        elif found >= 0 or not is_blank(sheet, number):
            break
        number += 1
    return last


def comment_column(sheet: Sheet, number: int) -> int:
    """How far the comment on a line is indented, -1 when the line is no comment."""
    line = sheet.line(number)
    bare = line.lstrip(" ")
    return len(line) - len(bare) if bare.startswith("#") else -1


def is_blank(sheet: Sheet, number: int) -> bool:
    """Whether nothing stands on a line."""
    return not sheet.line(number).strip()


def blanks_above(sheet: Sheet, number: int, floor: int) -> int:
    """How many blank lines stand above a line, down to just after the line `floor`."""
    count = 0
    while number - count - 1 > floor and is_blank(sheet, number - count - 1):
        count += 1
    return count


def blanks_below(sheet: Sheet, number: int) -> int:
    """How many blank lines stand below a line, before something else."""
    count = 1
    while number + count < len(sheet.starts) and is_blank(sheet, number + count):
        count += 1
    return count - 1 if number + count < len(sheet.starts) else 0


def without_lines(sheet: Sheet, first: int, last: int) -> Change:
    """Take lines away."""
    start, end = sheet.starts[first], sheet.after_line(last)
    if end == len(sheet.text) and first and end == sheet.end_of_line(last):
        start = sheet.end_of_line(first - 1)
    return Change(start, end, "")


def with_lines(sheet: Sheet, number: int, lines: list[str]) -> Change:
    """Put lines before the line `number`, which may be just after the last one."""
    text = "".join(line + sheet.newline for line in lines)
    if number < len(sheet.starts):
        return Change(sheet.starts[number], sheet.starts[number], text)
    end = len(sheet.text)
    return Change(end, end, sheet.newline + text.removesuffix(sheet.newline))


def tail_of(sheet: Sheet, offset: int) -> str:
    """The comment that follows on the line of a character, with the blanks before it."""
    rest = sheet.text[offset : sheet.end_of_line(sheet.line_of(offset))]
    return rest.rstrip() if rest.strip().startswith("#") else ""
