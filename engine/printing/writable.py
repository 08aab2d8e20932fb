"""Makes any text fit to be printed: only what the fonts can draw."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

UNDRAWN = "□"
_TOO_MANY_MARKS = re.compile("([\u0300-\u036f]{3})[\u0300-\u036f]+")
_CONTROLS = ("Cc", "Cf", "Cs", "Co", "Cn")
_MARKS = ("Mn", "Me", "Mc")


def writable(content: Mapping[str, Any]) -> dict[str, Any]:
    """Give the same content with every text in it made fit to be printed."""
    return {name: _writable(value) for name, value in content.items()}


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        return writable_text(value)
    if isinstance(value, Mapping):
        return writable(value)
    return [_writable(item) for item in value] if isinstance(value, (list, tuple)) else value


def writable_text(text: str) -> str:
    """Drop what cannot be seen, show `□` for what no font draws.

    Marks that turn the direction of a line are dropped too: they would let
    the name of a file be read as another one.
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    return "".join(map(_drawn, _TOO_MANY_MARKS.sub(r"\1", composed)))


@cache
def _drawn(character: str) -> str:
    if character == "\n" or ord(character) in _glyphs():
        return character
    hidden = unicodedata.category(character) in (*_CONTROLS, *_MARKS)
    return "" if hidden else UNDRAWN


@cache
def _glyphs() -> frozenset[int]:
    """Read which characters the fonts inside typst draw: `20-7E A0-AC …`, in hexadecimal."""
    ranges = Path(__file__).with_name("glyphs.txt").read_text("ascii").split()
    ends = [tuple(int(end, 16) for end in part.split("-")) for part in ranges]
    return frozenset(code for end in ends for code in range(end[0], end[-1] + 1))
