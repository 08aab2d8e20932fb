"""How wide texts are, and where they go to the next line.

The widths are those of DejaVu Sans, the widest of the fonts that browsers take here: a text drawn
with another one is shorter than its box, never longer.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

ELLIPSIS = "…"
# French puts a space before these, at which a line does not end.
BEFORE_SIGN = re.compile(" (?=[?!:;»%])|(?<=«) ")
# The characters of each width, in thousandths of the size of the font.
_REGULAR: Mapping[int, str] = {
    280: "'ijl", 300: "IJ", 320: " ,.‘’", 340: "/:;\\|", 360: "-f", 400: "!()[]t", 420: "r",
    460: '"', 500: "*_`–°", 520: "sz“”", 540: "?c", 560: "L", 580: "Fk•", 600: "Pvxy",
    620: "TYaeo«»ß", 640: "$0123456789ESbdghnpqu{}€", 660: "K", 680: "ABVXZ", 700: "CR",
    740: "NU", 760: "H◇", 780: "&DGOQ", 820: "w", 840: "#+<=>^~−×÷↻", 860: "M", 960: "%",
    980: "WmæÆ", 1000: "@…—", 1020: "œ", 1060: "Œ",
}  # fmt: skip
_BOLD: Mapping[int, str] = {
    300: "'", 340: " ijl", 360: "/\\|", 380: ",.IJ‘’", 400: ":;", 420: "-", 440: "f",
    460: "!()[]", 480: "t", 500: "_`r–°", 520: '"*', 580: "?z", 600: "cs", 640: "Lx«»•",
    660: "kvy“”", 680: "EFTaeo", 700: "$0123456789€", 720: "SYZbdghnpqu{}ß", 740: "CP",
    760: "B◇", 780: "AKRVX", 820: "GU", 840: "#+<=>DHN^~−×÷↻", 860: "OQ", 880: "&", 920: "w",
    1000: "%@M…—", 1040: "mæ", 1080: "Æ", 1100: "Wœ", 1160: "Œ",
}  # fmt: skip
_USUAL, _WIDE = 700, 1050
_WIDTHS = {
    is_bold: {one: width for width, ones in table.items() for one in ones}
    for is_bold, table in ((False, _REGULAR), (True, _BOLD))
}


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is, in the unit of `size`."""
    return sum(_width(one, bold) for one in text) * size / 1000


@cache
def _width(character: str, bold: bool) -> int:
    """The width of a character in thousandths: that of its letter without accents."""
    widths = _WIDTHS[bold]
    letter = unicodedata.normalize("NFKD", character)[:1]
    if character in widths or letter in widths:
        return widths.get(character) or widths[letter]
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return _WIDE if ord(character) > 0x2E80 else _USUAL + 100 * bold


def wrapped(
    text: str, width: float, size: float, *, bold: bool = False, most: int = 99
) -> tuple[str, ...]:
    """The lines of a text no wider than `width`; a text of more than `most` ends with “…”.

    No-break spaces hold words together, unless these are wider than a line.
    """
    lines = list(_lines(BEFORE_SIGN.sub("\u00a0", text), width, size, bold))
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], cut(" ".join(lines[most - 1 :]), width, size, bold=bold))


def cut(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """A text on one line no wider than `width`: what is left out is “…”."""
    if width_of(text, size, bold=bold) <= width:
        return text
    room = width - width_of(ELLIPSIS, size, bold=bold)
    kept = _head(text, room, size, bold)
    return text[:kept].rstrip(" \u00a0,;:.«") + ELLIPSIS


def _lines(text: str, width: float, size: float, bold: bool) -> Iterator[str]:
    line = ""
    for whole in text.split(" "):
        word = whole
        longer = f"{line} {word}" if line else word
        if width_of(longer, size, bold=bold) <= width:
            line = longer
            continue
        if line:
            yield line
        while width_of(word, size, bold=bold) > width:
            kept = _break(word, width, size, bold)
            yield word[:kept].rstrip("\u00a0")
            word = word[kept:]
        line = word
    if line:
        yield line


def _break(word: str, width: float, size: float, bold: bool) -> int:
    """Where a word that is wider than a line is cut: after a no-break space when there is one."""
    kept = max(1, _head(word, width, size, bold))
    space = word.rfind("\u00a0", 1, kept)
    return space + 1 if space > 0 else kept


def _head(text: str, width: float, size: float, bold: bool) -> int:
    """How many of the first characters have room."""
    used = 0.0
    for number, one in enumerate(text):
        used += _width(one, bold) * size / 1000
        if used > width:
            return number
    return len(text)
