"""What was typed, cleaned the same way for all types that take text."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from engine.errors import InputError

KEPT_CONTROLS = "\n\t"
# No script piles up more marks on a letter (UAX 15), and putting a longer pile in order takes
# a time that grows with its square: minutes for what one request can hold.
MOST_MARKS = 30
FIRST_MARK = "\u0300"


def clean(raw: Sequence[str]) -> str:
    """The text in `raw`: one form of each accent, LF line ends, no blank around.

    Browsers send CRLF and count one character: lengths are counted after this, in code
    points. Raises InputError("control") for characters that nobody can see or type.
    """
    text = "".join(raw[:1]).replace("\r\n", "\n").replace("\r", "\n").strip()
    if is_plain(text):
        return text
    if has_piled_marks(text):
        raise InputError("control")
    text = unicodedata.normalize("NFC", text)
    if any(is_unseen(character) for character in text):
        raise InputError("control")
    return "" if is_blank(text) else text


def is_plain(text: str) -> bool:
    """Whether a text is what nearly all are: letters of the West, nothing unseen, no loose accent.

    Below the first accent that stands by itself all letters are in their one form already.
    """
    shown = text.replace("\n", " ").isprintable()
    return shown and (text.isascii() or max(text) < FIRST_MARK)


def has_piled_marks(text: str) -> bool:
    """Whether a letter carries more accents than any language writes."""
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > MOST_MARKS:
            return True
    return False


def is_unseen(character: str) -> bool:
    """Whether a character is a control, a lone surrogate, or one that Unicode gives no use.

    One that is only too young for our tables, such as a new emoji, is welcome.
    """
    if unicodedata.category(character) in {"Cc", "Cs"}:
        return character not in KEPT_CONTROLS
    code = ord(character)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def is_blank(text: str) -> bool:
    """Whether nothing in the text can be seen: blanks, and signs without width."""
    return all(one.isspace() or unicodedata.category(one) == "Cf" for one in text)


def one_line(raw: Sequence[str]) -> str:
    """The text in `raw` on one line."""
    return " ".join(clean(raw).split())


def text_schema(limits: Mapping[str, Any], pattern: str, most: int) -> dict[str, Any]:
    """The schema of a text with lengths and a pattern."""
    schema: dict[str, Any] = {"type": "string", "maxLength": limits.get("max_length", most)}
    if "min_length" in limits:
        schema["minLength"] = limits["min_length"]
    if pattern:
        schema["pattern"] = f"^(?:{pattern})$"
    return schema
