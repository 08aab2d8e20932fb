"""Two changes of one text brought together: block by block, never two of them in one block.

A block is a step, with what stands under it, a key of the first level, a heading of Markdown, a
line of a table. Changes of two different blocks stand side by side; two changes of the same block
are a conflict, that a person settles.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

STEPS = "step|group|section|exit|use|test"
YAML = re.compile(rf"[A-Za-z_\"'][\w\"' -]*:|\s*-\s+(?:\{{\s*)?(?:{STEPS})\s*:")
MARKDOWN = re.compile(r"#{1,6}\s")
ANYTHING = re.compile(r"")
COMMENT = re.compile(r"\s*#")


class Change(NamedTuple):
    """Lines `start` to `end` of the base give way to lines `first` to `last` of a side."""

    start: int
    end: int
    first: int
    last: int


class Made(NamedTuple):
    """A change, and which of the two sides made it."""

    side: int
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True)
class Piece:
    """A part of the text: what was there, and what each of the two made of it."""

    base: str
    mine: str
    theirs: str
    line: int

    @property
    def is_conflict(self) -> bool:
        """Whether the two say different things of it."""
        return self.mine != self.theirs and self.base not in {self.mine, self.theirs}

    @property
    def together(self) -> str:
        """What it says once brought together; of a conflict, mine."""
        return self.theirs if self.mine == self.base else self.mine


@dataclass(frozen=True)
class Merged:
    """A text brought together, piece by piece."""

    pieces: tuple[Piece, ...]

    @property
    def conflicts(self) -> tuple[Piece, ...]:
        """The pieces that a person has to settle."""
        return tuple(one for one in self.pieces if one.is_conflict)

    @property
    def mine(self) -> str:
        """The whole; of each conflict, what I wrote."""
        return "".join(one.together for one in self.pieces)

    @property
    def theirs(self) -> str:
        """The whole; of each conflict, what the other wrote."""
        return "".join(one.theirs if one.is_conflict else one.together for one in self.pieces)


def merge(base: str, mine: str, theirs: str, kind: str = "yaml") -> Merged:
    """Two texts that both began as `base`, brought together.

    `kind` is the ending of the file: it tells what a block is.
    """
    lines = base.splitlines(keepends=True)
    sides = [text.splitlines(keepends=True) for text in (mine, theirs)]
    blocks = blocks_of(lines, kind)
    made = [
        Made(number, *one)
        for number, side in enumerate(sides)
        for one in changes_of(lines, side, kind)
    ]
    pieces: list[Piece] = []
    reached = 0
    for part in parts_of(made, sides, blocks, kind):
        start, end = part[0].start, max(one.end for one in part)
        pieces.append(unchanged(lines, reached, start))
        mine, theirs = (
            written(lines, sides, [one for one in part if one.side == side], start, end)
            for side in (0, 1)
        )
        pieces.append(Piece("".join(lines[start:end]), mine, theirs, start + 1))
        reached = end
    return Merged((*pieces, unchanged(lines, reached, len(lines))))


def unchanged(lines: Sequence[str], start: int, end: int) -> Piece:
    """A part that nobody changed."""
    same = "".join(lines[start:end])
    return Piece(same, same, same, start + 1)


def written(
    lines: Sequence[str], sides: Sequence[Sequence[str]], made: Sequence[Made], start: int, end: int
) -> str:
    """What one side made of the lines `start` to `end`."""
    said: list[str] = []
    for one in made:
        said += [*lines[start : one.start], *sides[one.side][one.first : one.last]]
        start = one.end
    return "".join([*said, *lines[start:end]])


def is_start(line: str, kind: str) -> bool:
    """Whether a block begins with a line."""
    patterns = {"yaml": YAML, "yml": YAML, "md": MARKDOWN}
    return bool(patterns.get(kind, ANYTHING).match(line))


def blocks_of(lines: Sequence[str], kind: str) -> list[int]:
    """The number of the block of each line; a comment belongs to what it stands above."""
    numbers: list[int] = []
    number = 0
    for index, line in enumerate(lines):
        if is_start(line, kind):
            number += 1
            above = index
            while above and COMMENT.match(lines[above - 1]) and kind != "md":
                above -= 1
            numbers[above:] = [number] * (index - above)
        numbers.append(number)
    return numbers


def changes_of(base: Sequence[str], side: Sequence[str], kind: str) -> list[Change]:
    """What one side changed; what could stand at several places is put at the bounds of blocks."""
    first = alike(base, side)
    last = alike(base[first:][::-1], side[first:][::-1])
    before, after = base[first : len(base) - last], side[first : len(side) - last]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            change = Change(i1 + first, i2 + first, j1 + first, j2 + first)
            found.append(slid(change, base, side, kind))
    return found


def alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def slid(change: Change, base: Sequence[str], side: Sequence[str], kind: str) -> Change:
    """A pure addition or removal, moved up to where it begins a block when that says the same."""
    is_added = change.start == change.end
    if not is_added and change.first != change.last:
        return change
    lines, low, high = (
        (side, change.first, change.last) if is_added else (base, change.start, change.end)
    )
    for by in range(min(change.start, change.first) + 1):
        if is_start(lines[low - by], kind):
            return Change(*(one - by for one in change))
        if not (low - by and lines[low - by - 1] == lines[high - by - 1]):
            break
    return change


def parts_of(
    made: Sequence[Made], sides: Sequence[Sequence[str]], blocks: Sequence[int], kind: str
) -> Iterator[list[Made]]:
    """The changes, those that touch one block together."""
    part: list[Made] = []
    end, reached = 0, -1.0
    for one in sorted(made, key=lambda one: (one.start, one.end)):
        first, last = touched(one, sides, blocks, kind)
        if part and one.start >= end and first > reached:
            yield part
            part, end, reached = [], 0, -1.0
        part.append(one)
        end, reached = max(end, one.end), max(reached, last)
    if part:
        yield part


def touched(
    one: Made, sides: Sequence[Sequence[str]], blocks: Sequence[int], kind: str
) -> tuple[float, float]:
    """The first and the last block that a change touches; a new block stands between two."""
    if one.start < one.end:
        return blocks[one.start], blocks[one.end - 1]
    number = blocks[one.start - 1] if one.start else 0
    if is_start(sides[one.side][one.first], kind):
        return number + 0.5, number + 0.5
    return number, number
