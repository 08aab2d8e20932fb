"""Where every part of a text stands, to the character: for editing it without writing it again.

The nodes of `read` say what an author means and where a mistake is told. A piece says how it is
written besides: between which quotes, in braces or on lines, from which character to which.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from engine.source.building import DEEPEST, MOST_EVENTS
from engine.source.reader import REPLACEMENT, UNSEEN

SCALARS = frozenset({"", "'", '"', "|", ">"})
BLANKS = " \t\r\n"


@dataclass(slots=True)
class Piece:
    """A part of a text, from the character `start` to just before `end`, counted from 0.

    `style` is how it is written: a text alone "", between quotes `'` or `"`, under `|` or `>`; a
    list `-` on lines or `[`; keys `:` on lines or `{`. Of keys, `keys` and `items` go together.
    """

    start: int
    end: int
    style: str
    value: str = ""
    items: "list[Piece]" = field(default_factory=list)
    keys: "list[Piece]" = field(default_factory=list)

    @property
    def is_map(self) -> bool:
        """Whether it holds keys with their values."""
        return self.style in {":", "{"}

    @property
    def is_list(self) -> bool:
        """Whether it holds items."""
        return self.style in {"-", "["}

    @property
    def is_flow(self) -> bool:
        """Whether it is written between brackets or braces."""
        return self.style in {"[", "{"}

    @property
    def is_scalar(self) -> bool:
        """Whether it is a text."""
        return self.style in SCALARS

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written there: a key without a value."""
        return not self.style and self.start == self.end

    def index(self, name: str) -> int:
        """Which of its keys bears a name, the first of them; -1 when none does."""
        return next((at for at, key in enumerate(self.keys) if key.value == name), -1)

    def get(self, name: str) -> "Piece | None":
        """The value of a key, None when there is no such key."""
        at = self.index(name)
        return self.items[at] if at >= 0 else None


@dataclass(frozen=True, slots=True)
class Layout:
    """A text laid out: its root, and the character at which reading stopped.

    `broken` is that place when the text is no YAML or goes over a bound: `root` holds what stands
    before it. `marked` is the first mark that the language refuses: an anchor, an alias, a tag.
    """

    root: Piece | None
    broken: int | None = None
    marked: int | None = None


def lay_out(text: str) -> Layout:
    """Where the parts of a text stand; a text without a byte order mark."""
    layer = _Layer(text)
    broken: int | None = None
    try:
        for event in yaml.parse(UNSEEN.sub(REPLACEMENT, text), Loader=yaml.CSafeLoader):
            layer.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        broken = mark.index if mark is not None else 0
    except _TooMuchError as error:
        broken = error.args[0]
    layer.close(broken)
    return Layout(layer.root, broken, layer.marked)


class _TooMuchError(Exception):
    """The text goes over a bound."""


class _Layer:
    """Takes the events of the parser one by one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Piece | None = None
        self.marked: int | None = None
        self.open: list[Piece] = []
        self.waiting: list[Piece | None] = []
        self.events = 0
        self.documents = 0
        self.takers: Mapping[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self.scalar,
            yaml.AliasEvent: self.alias,
            yaml.SequenceStartEvent: self.begin_list,
            yaml.MappingStartEvent: self.begin_map,
            yaml.SequenceEndEvent: self.finish,
            yaml.MappingEndEvent: self.finish,
            yaml.DocumentStartEvent: self.document,
        }

    def take(self, event: Any) -> None:
        """Go on with an event."""
        self.events += 1
        if self.events > MOST_EVENTS:
            raise _TooMuchError(event.start_mark.index)
        taker = self.takers.get(type(event))
        if taker is not None:
            taker(event)

    def document(self, event: Any) -> None:
        """A document begins: the first one only is read."""
        self.documents += 1
        if self.documents > 1:
            raise _TooMuchError(event.start_mark.index)

    def alias(self, event: Any) -> None:
        """What repeats another part is refused."""
        self.mark(event)
        self.put(Piece(event.start_mark.index, event.end_mark.index, "", f"*{event.anchor}"))

    def begin_list(self, event: Any) -> None:
        """A list begins."""
        self.begin(event, "[" if event.flow_style else "-")

    def begin_map(self, event: Any) -> None:
        """Keys begin."""
        self.begin(event, "{" if event.flow_style else ":")

    def mark(self, event: Any) -> None:
        """Note the first mark that the language refuses."""
        if self.marked is None:
            self.marked = event.start_mark.index

    def scalar(self, event: Any) -> None:
        """A text: of one under `|` or `>`, the blank lines that follow are not of it."""
        if event.anchor or event.tag:
            self.mark(event)
        start, end, style = event.start_mark.index, event.end_mark.index, event.style or ""
        if style in {"|", ">"}:
            end = self.block_end(start, end)
        self.put(Piece(start, end, style, event.value))

    def block_end(self, start: int, end: int) -> int:
        """The end of the last line of a text under `|` or `>`; with `+` its blank lines are its."""
        written = self.text[start:end]
        if "+" in written[:3]:
            return start + len(written.removesuffix("\n").removesuffix("\r"))
        return start + len(written.rstrip(BLANKS))

    def begin(self, event: Any, style: str) -> None:
        """A list or a mapping begins."""
        if event.anchor or event.tag:
            self.mark(event)
        if len(self.open) >= DEEPEST:
            raise _TooMuchError(event.start_mark.index)
        self.open.append(Piece(event.start_mark.index, event.end_mark.index, style))
        self.waiting.append(None)

    def finish(self, event: Any) -> None:
        """A list or a mapping ends: one on lines where its last part does."""
        piece = self.open.pop()
        self.waiting.pop()
        if piece.is_flow:
            piece.end = event.end_mark.index
        elif piece.items:
            piece.end = max(piece.start, piece.items[-1].end)
        self.put(piece)

    def put(self, piece: Piece) -> None:
        """Put a piece where it belongs: a key waits for its value."""
        if not self.open:
            self.root = piece
            return
        around = self.open[-1]
        if around.style in {"-", "["}:
            around.items.append(piece)
            return
        key = self.waiting[-1]
        if key is None:
            self.waiting[-1] = piece
            return
        around.keys.append(key)
        around.items.append(piece)
        self.waiting[-1] = None

    def close(self, broken: int | None) -> None:
        """Close what a broken text leaves open."""
        while self.open:
            piece = self.open.pop()
            key = self.waiting.pop()
            if key is not None:
                piece.keys.append(key)
                piece.items.append(Piece(key.end, key.end, ""))
            piece.end = max([piece.end, *(one.end for one in piece.items[-1:])])
            if piece.is_flow and broken is not None:
                piece.end = max(piece.end, min(broken, len(self.text)))
            self.put(piece)


def scalars_in(piece: Piece) -> Iterator[Piece]:
    """Every text of a piece, in order, keys too."""
    if piece.is_scalar:
        yield piece
    for at, item in enumerate(piece.items):
        if piece.keys:
            yield piece.keys[at]
        yield from scalars_in(item)
