"""Cuts the text of a CSV file into cells, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.source import Diagnostic, Position, Span
from engine.tables.faults import UNREADABLE, _, fault

SEPARATORS = (";", ",", "\t")
MOST_BYTES = 20_000_000
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, trimmed, and the place where it begins."""

    text: str
    line: int
    column: int

    def span(self, path: str) -> Span:
        """Where the cell stands in the file."""
        start = Position(self.line, self.column)
        return Span(path, start, Position(self.line, self.column + max(1, len(self.text))))


def decoded(path: str, data: bytes) -> tuple[str, list[Diagnostic]]:
    """Read UTF-8 with or without its mark; the text is empty when it is something else."""
    place = Cell("", 1, 1).span(path)
    if len(data) > MOST_BYTES:
        message = _("This table is too large: {most} bytes at most")
        return "", [fault(UNREADABLE, place, message, most=MOST_BYTES)]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig").split("\n")
        place = Cell("", len(before), len(before[-1]) + 1).span(path)
        message = _("This table is not in UTF-8: save it as “CSV UTF-8”")
        return "", [fault(UNREADABLE, place, message)]


def records(path: str, text: str) -> Iterator[list[Cell] | Diagnostic]:
    """Give the cells of each line that is not blank; a fault ends the reading."""
    separator = _separator(text)
    token = re.compile(
        rf'[ ]*(?:"((?:[^"]|"")*)"[ ]*|([^{separator}\r\n]*))({separator}|\r\n|\r|\n|\Z)'
    )
    place, line, start = 0, 1, 0
    cells: list[Cell] = []
    while place < len(text) or cells:
        found = token.match(text, place)
        if found is None or (found[1] is None and found[2].startswith('"')):
            message = _("A quotation mark is not closed here, or something follows it")
            yield fault(UNREADABLE, Cell("", line, place - start + 1).span(path), message)
            return
        cells.append(_cell(found, line, place - start + 1))
        breaks = list(_LINE_END.finditer(text, place, found.end()))
        line, start = line + len(breaks), breaks[-1].end() if breaks else start
        place = found.end()
        if found[3] != separator:
            if len(cells) > 1 or cells[0].text:
                yield cells
            cells = []


def _cell(found: re.Match[str], line: int, column: int) -> Cell:
    if found[1] is None:
        return Cell(found[2].strip(), line, column)
    return Cell(found[1].replace('""', '"').strip(), line, column)


def _separator(text: str) -> str:
    head = _LINE_END.split(text, maxsplit=1)[0]
    return max(SEPARATORS, key=head.count)
