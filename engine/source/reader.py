"""From bytes to nodes: YAML, and JSON that is a part of it, under bounds.

One pass over the events of the parser: nothing is expanded, converted or run, a text stays as
it is written (`no`, `0123`, `3:20`), and everything wrong is told at once.
"""

import re
from collections.abc import Iterator

import yaml

from engine.source.building import Builder, TooMuchError, report
from engine.source.diagnostics import Diagnostic
from engine.source.nodes import Node, Scalar
from engine.source.positions import Position, Span
from engine.source.syntax_errors import explained

MOST_BYTES = 1_000_000
MOST_CHARACTERS_TOLD = 20
UNSEEN = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\uf900-\ufffd\U00010000-\U000effff]")
REPLACEMENT = "\ufffd"
LINE_END = re.compile(r"\r\n|\r|\n")


def _(message: str) -> str:
    """Mark a message for translation."""
    return message


def read(
    path: str, data: bytes, most_bytes: int = MOST_BYTES
) -> tuple[Node | None, list[Diagnostic]]:
    """The node that `data` says, None when there is none, and everything wrong with it."""
    if len(data) > most_bytes:
        message = _("This file is too large: {most} bytes at most")
        return None, [report("D001", _at(path, "", 0), message, most=most_bytes)]
    text, told = _decoded(path, data)
    if told and "\0" in text:
        return None, told  # UTF-16, or no text at all
    told += _unseen(path, text)
    node, found = _composed(path, UNSEEN.sub(REPLACEMENT, text))
    return node, [*told, *found]


def lines_of(text: str) -> list[str]:
    """The lines of a text, without their ends, as diagnostics count them."""
    return LINE_END.split(text.removeprefix("\ufeff"))


def _decoded(path: str, data: bytes) -> tuple[str, list[Diagnostic]]:
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        message = _("This is not UTF-8: save the file with the encoding UTF-8")
        return data.decode("utf-8-sig", "replace"), [
            report("D002", _at(path, before, len(before)), message)
        ]


def _unseen(path: str, text: str) -> Iterator[Diagnostic]:
    message = _("A character that cannot be seen stands here ({character}): remove it")
    for count, found in enumerate(UNSEEN.finditer(text)):
        if count == MOST_CHARACTERS_TOLD:
            return
        character = f"U+{ord(found[0]):04X}"
        yield report("D003", _at(path, text, found.start()), message, character=character)


def _at(path: str, text: str, offset: int) -> Span:
    """The place of one character."""
    lines = LINE_END.split(text[:offset])
    start = Position(len(lines), len(lines[-1]) + 1)
    return Span(path, start, Position(start.line, start.column + 1))


def _composed(path: str, text: str) -> tuple[Node | None, list[Diagnostic]]:
    builder = Builder(path, LINE_END.split(text))
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except TooMuchError:
        return None, builder.diagnostics
    except yaml.MarkedYAMLError as error:
        told = {(one.code, one.span.start) for one in builder.diagnostics}
        said = explained(error, path, builder.lines)
        fresh = [one for one in said if (one.code, one.span.start) not in told]
        return None, [*builder.diagnostics, *fresh]
    root = builder.root
    if root is None or (isinstance(root, Scalar) and not root.value and not root.quoted):
        message = _("This file is empty: write a definition in it")
        return None, [*builder.diagnostics, report("D009", _at(path, "", 0), message)]
    return root, builder.diagnostics
