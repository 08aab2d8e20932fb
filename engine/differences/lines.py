"""Two texts beside each other, line by line: what a picture of the difference is made from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

Sign = Literal["same", "removed", "added", "gap"]
AROUND = 3
# Of longer texts only the changed middle is told, as one block: comparing them would take long.
LONG = 20_000


@dataclass(frozen=True)
class Line:
    """A line of a text or of both, with its number in each; a `gap` says how many are left out."""

    sign: Sign
    text: str = ""
    old: int | None = None
    new: int | None = None
    left_out: int = 0


@dataclass(frozen=True)
class Row:
    """A line of the old text beside one of the new; an empty side is None."""

    old: Line | None
    new: Line | None


def compared_lines(old: str, new: str, around: int = AROUND) -> tuple[Line, ...]:
    """What changed from a text to another, each change with `around` lines before and after.

    Nothing for equal texts. A text that differs only by how it ends has its last line told.
    """
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    return tuple(_lines(before, after, around)) if before != after else ()


def _lines(before: Sequence[str], after: Sequence[str], around: int) -> Iterator[Line]:
    left = 0
    for group in _groups(before, after, around):
        first = group[0][1]
        if first > left:
            yield Line("gap", left_out=first - left)
        for tag, begin, end, start, stop in group:
            if tag == "equal":
                for number in range(end - begin):
                    text = before[begin + number]
                    yield Line("same", text, begin + number + 1, start + number + 1)
                continue
            yield from (Line("removed", before[one], one + 1) for one in range(begin, end))
            yield from (Line("added", after[one], new=one + 1) for one in range(start, stop))
        left = group[-1][2]
    if len(before) > left:
        yield Line("gap", left_out=len(before) - left)


def _groups(
    before: Sequence[str], after: Sequence[str], around: int
) -> Iterator[Sequence[tuple[str, int, int, int, int]]]:
    """The changes with what is around them, as difflib gives them."""
    if len(before) + len(after) <= LONG:
        yield from SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(around)
        return
    begin = _alike(before, after)
    end = _alike(before[begin:][::-1], after[begin:][::-1])
    lead, tail = max(0, begin - around), min(around, end)
    old, new = len(before) - end, len(after) - end
    yield [
        ("equal", lead, begin, lead, begin),
        ("replace", begin, old, begin, new),
        ("equal", old, old + tail, new, new + tail),
    ]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines are the same from the beginning."""
    number = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        number += 1
    return number


def beside(lines: Sequence[Line]) -> tuple[Row, ...]:
    """The same lines in two columns: what was taken out stands beside what came in its place."""
    found: list[Row] = []
    gone: list[Line] = []
    come: list[Line] = []

    def settle() -> None:
        found.extend(Row(one, other) for one, other in zip_longest(gone, come))
        gone.clear()
        come.clear()

    for line in lines:
        if line.sign == "removed":
            gone.append(line)
        elif line.sign == "added":
            come.append(line)
        else:
            settle()
            found.append(Row(line, line))
    settle()
    return tuple(found)
