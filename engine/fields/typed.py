"""What was typed, cleaned the same way for all types that take text."""

import unicodedata
from collections.abc import Sequence

from engine.errors import InputError

KEPT_CONTROLS = "\n\t"


def clean(raw: Sequence[str]) -> str:
    """The text in `raw`: one form of each accent, LF line ends, no blank around.

    Browsers send CRLF and count one character: lengths are counted after this, in code
    points. Raises InputError("control") for characters that nobody can see or type.
    """
    text = unicodedata.normalize("NFC", "".join(raw[:1]))
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if text.isascii() and text.isprintable():
        return text
    if any(is_unseen(character) for character in text):
        raise InputError("control")
    return text


def is_unseen(character: str) -> bool:
    """Whether a character is a control, a lone surrogate or not assigned at all."""
    return unicodedata.category(character) in {"Cc", "Cs", "Cn"} and character not in KEPT_CONTROLS


def one_line(raw: Sequence[str]) -> str:
    """The text in `raw` on one line."""
    return " ".join(clean(raw).split())
