"""Where the cursor stands in a text that is not finished: at a key, or in the value of one.

What is being written there is put aside for a mark, so that the rest can be read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.source import read
from engine.source.nodes import Mapping, Node, Scalar, Sequence

MARK = "zzcursorzz"
WORD = re.compile(r"[\w.-]*$")
KEY = re.compile(r"^\s*(?:- +)*$")
VALUE = re.compile(r"(?:^|[\s{,\[(-])[\"']?(?P<key>[A-Za-z_][\w-]*)[\"']?:(?:\s+(?P<text>.*))?$")
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Cursor:
    """Where one writes: the path to what holds it, the key when it is a value, what is begun."""

    root: Mapping
    path: Path
    key: str | None
    word: str
    text: str


def cursor_in(text: str, line: int, column: int) -> Cursor | None:
    """The cursor at a place, counted from 0, None when the text around cannot be read."""
    lines = text.split("\n")
    if line >= len(lines):
        return None
    before, after = lines[line][:column], lines[line][column:]
    found = WORD.search(before)
    word = found[0] if found else ""
    start = before[: len(before) - len(word)]
    rest = re.sub(r"^[\w.-]*", "", after)
    for inserted, is_key in attempts(start, rest):
        lines[line] = inserted
        root, _told = read("", "\n".join(lines).encode())
        path = path_to(root, is_key) if isinstance(root, Mapping) else None
        if path is not None and isinstance(root, Mapping):
            value = VALUE.search(start)
            written = (value["text"] or "") if value else ""
            key = None if is_key else str(next(one for one in reversed(path)
                                               if isinstance(one, str)))  # fmt: skip
            return Cursor(root, path, key, word, written + word)
    return None


def attempts(start: str, rest: str) -> Iterator[tuple[str, bool]]:
    """The line with the mark in it, as a key and as a value, in the order of what is likely."""
    has_value = rest.startswith(":")
    as_key = f"{start}{MARK}{rest}" if has_value else f"{start}{MARK}: {MARK}{rest}"
    as_value = f"{start}{MARK}{rest}"
    is_key = bool(KEY.match(start)) or (
        open_braces(start) > 0 and bool(re.search(r"(?<!\{)[{,]\s*$", start))
    )
    closed = as_key + "}" * max(open_braces(as_key), 0)
    if is_key:
        yield as_key, True
        yield closed, True
        return
    yield as_value, False
    yield f"{start}{MARK}", False
    ending = start + MARK
    yield ending + closing(ending), False


def open_braces(text: str) -> int:
    """How many braces a line opens and does not close, but for those of expressions."""
    plain = text.replace("{{", "").replace("}}", "")
    return plain.count("{") - plain.count("}")


def closing(text: str) -> str:
    """What closes what a line leaves open."""
    ends: list[str] = []
    quote = ""
    for one in text:
        if quote:
            quote = "" if one == quote else quote
        elif one in "\"'":
            quote = one
        elif one in "{[":
            ends.append("}" if one == "{" else "]")
        elif one in "}]" and ends:
            ends.pop()
    return quote + "".join(reversed(ends))


def path_to(node: Node, is_key: bool) -> Path | None:
    """The path to the mark: to the record that has it as a key, or to the value that it is in."""
    if isinstance(node, Scalar):
        return () if MARK in node.value and not is_key else None
    if isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            inside = path_to(item, is_key)
            if inside is not None:
                return (number, *inside)
        return None
    for key, value in node.entries:
        if key.value == MARK:
            return () if is_key else None
        inside = path_to(value, is_key)
        if inside is not None:
            return (key.value, *inside)
    return None


def plain_of(node: Node, word: str = "") -> object:
    """What a node says, as a schema looks at it: the mark is `word`, or left out."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain_of(item, word) for item in node.items]
    return {
        word if key.value == MARK else key.value: plain_of(value, word)
        for key, value in node.entries
        if key.value != MARK or word
    }
