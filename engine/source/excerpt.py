"""A diagnostic with the line it is about, as shown in a terminal."""

import unicodedata
from dataclasses import dataclass

from engine.source.diagnostics import Diagnostic
from engine.source.reader import lines_of

TAB_WIDTH = 4
LONGEST_LINE = 160
CUT = "…"


@dataclass(frozen=True)
class Words:
    """What is said of a diagnostic, in the language of the reader."""

    severity: str
    sentence: str
    suggestion: str | None = None


def excerpt(diagnostic: Diagnostic, text: str, words: Words) -> str:
    """Where and what, the source line, a caret under the place, the nearest right name."""
    start = diagnostic.span.start
    where = f"{diagnostic.span.path}:{start.line}:{start.column}"
    told = [f"{where}: {words.severity} {diagnostic.code}: {words.sentence}"]
    lines = lines_of(text)
    if start.line <= len(lines) and lines[start.line - 1].strip():
        told += _pointed(lines[start.line - 1], start.column - 1, _length(diagnostic))
    if words.suggestion:
        told.append(f"    = {words.suggestion}")
    return "\n".join(told)


def width_of(text: str) -> int:
    """How many columns of a terminal `text` takes, from the beginning of a line."""
    width = 0
    for character in text:
        if character == "\t":
            width += TAB_WIDTH - width % TAB_WIDTH
        elif unicodedata.east_asian_width(character) in ("W", "F"):
            width += 2
        elif not unicodedata.combining(character) and character not in "\u200b\u200d\ufe0f":
            width += 1
    return width


def _pointed(line: str, first: int, length: int) -> list[str]:
    """The line, and carets under `length` characters from `first`; a long line is cut."""
    cut = max(0, first - LONGEST_LINE // 2) if len(line) > LONGEST_LINE else 0
    shown = (CUT if cut else "") + line[cut : cut + LONGEST_LINE]
    shown += CUT if len(line) > cut + LONGEST_LINE else ""
    first += len(CUT) * bool(cut) - cut
    before = width_of(shown[:first])
    carets = max(1, width_of(shown[: first + length]) - before)
    return [f"    {shown.expandtabs(TAB_WIDTH).rstrip()}", f"    {' ' * before}{'^' * carets}"]


def _length(diagnostic: Diagnostic) -> int:
    """How many characters of its first line a diagnostic is about."""
    start, end = diagnostic.span.start, diagnostic.span.end
    return end.column - start.column if end.line == start.line else 1
