"""A definition read part by part: of a text that changes while it is written, what stayed the same
is not read again.

The text is cut where its steps begin, and each piece is read alone. Where that cannot be done, the
text is read whole. Places are those of the pieces: what is read is to be shown, not judged.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from engine.definitions.attachments import with_attachments
from engine.definitions.definition import VARIANTS, read_definition
from engine.definitions.expanding import expand
from engine.definitions.fragments import NONE, Fragments
from engine.definitions.model import Procedure
from engine.definitions.reading import Reader, hints_of
from engine.definitions.structure import Part, Section, flat
from engine.expressions import Problem
from engine.source import Kept, read
from engine.source.diagnostics import Diagnostic, Severity
from engine.source.nodes import Mapping, Node, Scalar
from engine.source.nodes import Sequence as SequenceNode
from engine.source.positions import Position, Span

MOST_PIECES = 1_200
STEPS = "steps"
# What a procedure is shown without.
UNSEEN = frozenset({"tests", "accepted"})
NAMED = ("step", "group", "exit")
TOP = re.compile(r"(?m)^[^\s#\-][^\n]*")
KEY = re.compile(r"([A-Za-z_]+)[ ]*:(?:[ ]|$)")
ALONE = re.compile(r"steps[ ]*:[ ]*(?:#.*)?")
ITEM = re.compile(r"(?m)^([ ]*)-(?:[ ]|$)")


@dataclass(frozen=True)
class Shown:
    """What a text says, for whoever looks at it while it is written.

    `procedure` is None when too little of it can be read; `wrong` is all that cannot be.
    """

    procedure: Procedure | None
    wrong: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Piece:
    """A piece of a text, and how many lines stand before it."""

    text: str
    before: int


@dataclass(frozen=True)
class Cut:
    """A text cut at its steps: what is around them, and one piece for each."""

    around: str
    steps: tuple[Piece, ...]


@dataclass(frozen=True)
class _Read:
    """The parts that a piece says, in their sections and out of them."""

    parts: tuple[Part | Section, ...]
    steps: tuple[Part, ...]
    wrong: tuple[Diagnostic, ...]


class _UncuttableError(ValueError):
    """A piece that says nothing alone."""


PIECES: Kept[_Read] = Kept(MOST_PIECES)
AROUND: Kept[Shown] = Kept()
WHOLE: Kept[Shown] = Kept(20)


def read_shown(path: str, text: str, fragments: Fragments = NONE) -> Shown:
    """What a text says, with the fragments it uses; what is wrong is said to be in `path`."""
    found = cut(text)
    if found is not None:
        try:
            return _joined(path, found, fragments)
        except _UncuttableError:
            pass
    return WHOLE.of(path, (text, fragments), lambda: _whole(path, text, fragments))


def cut(text: str) -> Cut | None:
    """The text cut at its steps; None when it is not written line by line."""
    blocks = _blocks(text)
    if STEPS not in blocks:
        return None
    start, end = blocks[STEPS]
    first = text.find("\n", start, end) + 1
    if not first or not ALONE.fullmatch(text[start:first].rstrip()):
        return None
    starts = list(_starts(text, first, end))
    if not starts:
        return None
    hidden = [blocks[key] for key in UNSEEN if key in blocks]
    around = _without(text, sorted([(first, end), *hidden]))
    return Cut(around, _pieces(text, [*starts, end]))


def _blocks(text: str) -> dict[str, tuple[int, int]]:
    """Where each key of the procedure stands with its value; nothing when that is not sure."""
    tops = list(TOP.finditer(text))
    found: dict[str, tuple[int, int]] = {}
    if not tops or "\r" in text.replace("\r\n", "\n"):
        return {}
    for one, end in zip(tops, [*(one.start() for one in tops[1:]), len(text)], strict=True):
        key = KEY.match(one[0])
        if key is not None and key[1] in found:
            return {}  # said twice: what is wrong is told by reading it whole
        if key is not None:
            found[key[1]] = one.start(), end
    return found


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text in which spans are blank lines, so that what follows keeps its line."""
    found, last = [], 0
    for start, end in spans:
        found += [text[last:start], "\n" * text.count("\n", start, end)]
        last = end
    return "".join([*found, text[last:]])


def _starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where the items of the list between two places begin."""
    indent: str | None = None
    for one in ITEM.finditer(text, start, end):
        indent = one[1] if indent is None else indent
        if one[1] == indent:
            yield one.start()


def _pieces(text: str, places: Sequence[int]) -> tuple[Piece, ...]:
    pairs = list(pairwise(places))
    counts = [text.count("\n", 0, places[0])]
    counts += [text.count("\n", start, end) for start, end in pairs]
    before = accumulate(counts)
    return tuple(
        Piece(text[start:end], lines) for (start, end), lines in zip(pairs, before, strict=False)
    )


def _joined(path: str, found: Cut, fragments: Fragments) -> Shown:
    """What the pieces of a text say together."""
    around = AROUND.of(path, (found.around,), lambda: _around(path, found.around))
    pieces = [(one.before, _kept(one.text, fragments)) for one in found.steps]
    wrong = [moved(each, path, lines) for lines, one in pieces for each in one.wrong]
    procedure = around.procedure
    if procedure is None:
        return Shown(None, (*around.wrong, *wrong))
    whole = replace(procedure, parts=tuple(part for _, one in pieces for part in one.parts))
    # Out of their sections too they are the same objects as long as their piece is the same.
    vars(whole)["steps"] = tuple(step for _, one in pieces for step in one.steps)
    return Shown(whole, (*around.wrong, *wrong))


def _around(path: str, text: str) -> Shown:
    """The procedure without its steps."""
    node, told = read(path, text.encode())
    if not isinstance(node, Mapping):
        return Shown(None, tuple(told))
    empty = SequenceNode(node.span, ())
    entries = [(key, empty if key.value == STEPS else one) for key, one in node.entries]
    reader = Reader(VARIANTS)
    procedure = reader.record(Procedure, Mapping(node.span, tuple(entries)))
    is_read = isinstance(procedure, Procedure)
    wrong = _wrong([*told, *reader.diagnostics], reader.problems)
    return Shown(procedure if is_read else None, wrong)


def _kept(text: str, fragments: Fragments) -> _Read:
    return PIECES.of(text, (fragments,), lambda: _piece(text, fragments))


def _piece(text: str, fragments: Fragments) -> _Read:
    """What one piece says; raises _UncuttableError when it is no item of a list."""
    node, told = read("", text.encode())
    if not isinstance(node, SequenceNode) or len(node.items) != 1:
        raise _UncuttableError
    key = Scalar(node.span, STEPS)
    expanded = expand(Mapping(node.span, ((key, with_attachments(node)),)), fragments)
    reader = Reader(VARIANTS)
    parts = reader.value(hints_of(Procedure)["parts"], _list_in(expanded.node))
    found = parts if isinstance(parts, tuple) else ()
    wrong = _wrong([*told, *expanded.diagnostics, *reader.diagnostics], reader.problems)
    return _Read(found, tuple(flat(found)), wrong)


def _list_in(node: Node | None) -> Node:
    found = node.get(STEPS) if isinstance(node, Mapping) else None
    if found is None:
        raise _UncuttableError
    return found


def _wrong(told: Iterable[Diagnostic], problems: Iterable[Problem]) -> tuple[Diagnostic, ...]:
    """What keeps a part of a text from being read."""
    return (
        *(one for one in told if one.severity is Severity.ERROR),
        *(
            Diagnostic(one.kind, Severity.ERROR, one.span, one.message, one.values, one.suggestion)
            for one in problems
        ),
    )


def _whole(path: str, text: str, fragments: Fragments) -> Shown:
    """What a text says that cannot be cut."""
    definition = read_definition(path, text.encode(), fragments)
    return Shown(definition.procedure, _wrong(definition.diagnostics, definition.problems))


def moved(one: Diagnostic, path: str, lines: int) -> Diagnostic:
    """What was found in a piece, where it stands in the whole text.

    What a fragment says wrong stays where the fragment is.
    """
    if one.span.path:
        return one
    start, end = (Position(at.line + lines, at.column) for at in (one.span.start, one.span.end))
    return replace(one, span=Span(path, start, end))


def names_at(text: str, pointer: str, fragments: Fragments = NONE) -> tuple[str, ...]:
    """The names of the groups around an element of a text, and of the step that holds it.

    `pointer` says where the element is written, as `/steps/2/fields/1`; of a section, of the use of
    a fragment, it is their first step. Nothing when no step is there.
    """
    keys = pointer.split("/")[1:]
    return tuple(_names(_node_at(text, keys), keys[2:], fragments))


def _names(node: Node | None, keys: Sequence[str], fragments: Fragments) -> Iterator[str]:
    if not isinstance(node, Mapping):
        return
    used = node.get("use")
    fragment = fragments.get(used.value) if isinstance(used, Scalar) else None
    if fragment is not None:
        yield from _names(_item(fragment.nodes, 0), (), NONE)
        return
    name = next((one for key in NAMED if isinstance(one := node.get(key), Scalar)), None)
    if name is not None:
        yield name.value
    is_inside = len(keys) > 1 and keys[0] == STEPS and keys[1].isdigit()
    if is_inside or name is None:
        inner = _item(node.get(STEPS), int(keys[1]) if is_inside else 0)
        yield from _names(inner, keys[2:] if is_inside else (), fragments)


def _node_at(text: str, keys: Sequence[str]) -> Node | None:
    """The item of the steps that a pointer goes through."""
    if len(keys) < 2 or keys[0] != STEPS or not keys[1].isdigit():
        return None
    place, found = int(keys[1]), cut(text)
    if found is None:
        node, _told = read("", text.encode())
        steps = node.get(STEPS) if isinstance(node, Mapping) else None
        return _item(steps, place)
    if place >= len(found.steps):
        return None
    node, _told = read("", found.steps[place].text.encode())
    return _item(node, 0)


def _item(node: Node | None, place: int) -> Node | None:
    items = node.items if isinstance(node, SequenceNode) else ()
    return items[place] if place < len(items) else None
