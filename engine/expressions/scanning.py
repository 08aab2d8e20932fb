"""A first look at an expression, in one pass, before anything heavy is done with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

QUOTES = "\"'"
_WORD = re.compile(r"\w+")
_KEYWORDS = frozenset({"and", "or", "not", "in", "is", "if", "else"})
_SPACES = "\n\r\f\v\t\u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Scan:
    """What the pass found: the text on one line, how deep brackets go, how many words."""

    line: str
    depth: int
    signs: str

    @property
    def words(self) -> int:
        """How many names and numbers stand outside quotes: each will be a node of the tree."""
        return sum(word not in _KEYWORDS for word in _WORD.findall(self.signs))


def scan(text: str) -> Scan:
    """Look at `text` once: every offset in `.line` is the same as in `text`.

    No-break spaces become spaces outside quotes; `.signs` is the text with what is quoted
    blanked out, for looking at signs.
    """
    line, signs = list(text), list(text)
    depth = deepest = 0
    for offset, character, quoted in characters(text):
        if character in _SPACES and (not quoted or character in "\n\r\f\v"):
            line[offset] = signs[offset] = " "
        elif quoted:
            signs[offset] = " "
        elif character in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in ")]}":
            depth -= 1
    return Scan("".join(line), deepest, "".join(signs))


def characters(text: str, start: int = 0) -> Iterator[tuple[int, str, bool]]:
    """Each character from `start`: its offset, itself, whether it stands inside quotes."""
    quote, escaped = "", False
    for offset in range(start, len(text)):
        character = text[offset]
        yield offset, character, bool(quote)
        if escaped:
            escaped = False
        elif quote:
            escaped = character == "\\"
            quote = "" if character == quote else quote
        elif character in QUOTES:
            quote = character


def open_quote(text: str) -> int | None:
    """Where the quote stands that is opened and never closed, None when all are."""
    opened = None
    previous = False
    for offset, _character, quoted in characters(text + " "):
        if quoted and not previous:
            opened = offset - 1
        previous = quoted
    return opened if previous else None
