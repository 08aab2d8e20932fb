"""Texts that were reworded, word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from engine.differences.changes import Piece
from engine.differences.meaning import meaning
from engine.differences.showing import plain
from engine.fields import ANY, Text
from engine.i18n import LANGUAGES

WORD = re.compile(r"\{\{.*?\}\}|\w+|\s+|[^\w\s]", re.DOTALL)
MOST_WORDS = 4_000
# So much of what stayed is shown beside what changed.
BESIDE = 24


def words_of(text: str) -> list[str]:
    """A text cut into words, blanks, marks, and expressions kept whole."""
    return WORD.findall(text)


def pieces_of(old: str, new: str) -> tuple[Piece, ...]:
    """What was kept, taken out and put in."""
    before, after = words_of(old.strip()), words_of(new.strip())
    if max(len(before), len(after)) > MOST_WORDS:
        return Piece("-", old.strip()), Piece("+", new.strip())
    found: list[Piece] = []
    for sign, *ends in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        first, last, start, end = ends
        if sign == "equal":
            found.append(Piece("=", "".join(before[first:last])))
            continue
        if first < last:
            found.append(Piece("-", "".join(before[first:last])))
        if start < end:
            found.append(Piece("+", "".join(after[start:end])))
    return tuple(_smoothed(found))


def _smoothed(pieces: list[Piece]) -> Iterator[Piece]:
    """Changes with nothing but a blank between them are one change."""
    taken, put = "", ""
    for one in [*pieces, Piece("=", "")]:
        if one.sign == "=" and (one.text.strip() or not one.text):
            if taken:
                yield Piece("-", taken)
            if put:
                yield Piece("+", put)
            taken = put = ""
            if one.text:
                yield one
        elif one.sign == "=" and not (taken or put):
            yield one
        else:
            taken += one.text if one.sign in "=-" else ""
            put += one.text if one.sign in "=+" else ""


def excerpt(pieces: Sequence[Piece], sign: str) -> str:
    """The part of a text in which it changed, as it was (`-`) or as it is (`+`)."""
    found: list[str] = []
    last = len(pieces) - 1
    for place, one in enumerate(pieces):
        text = one.text
        if one.sign not in ("=", sign):
            continue
        if one.sign == "=" and place == 0 and len(text) > BESIDE and last:
            text = "…" + text[-BESIDE:].lstrip()
        elif one.sign == "=" and place == last and len(text) > BESIDE:
            text = text[:BESIDE].rstrip() + "…"
        found.append(text)
    return "".join(found)


def reworded_in(old: Text, new: Text) -> tuple[str, ...]:
    """The languages in which a text changed; ANY when it is written once for all."""
    found = tuple(
        one for one in LANGUAGES if meaning(old.template(one)) != meaning(new.template(one))
    )
    once = set(old.templates) == set(new.templates) == {ANY}
    return (ANY,) if found and once else found


def pieces_by_language(old: Text, new: Text) -> dict[str, tuple[Piece, ...]]:
    """The words that changed, for those who read each language."""
    changed = reworded_in(old, new)
    first = changed[0] if changed and changed[0] != ANY else LANGUAGES[0]
    shown = {one: one if one in changed or changed == (ANY,) else first for one in LANGUAGES}
    return {
        reader: pieces_of(plain(old, language), plain(new, language))
        for reader, language in shown.items()
    }
