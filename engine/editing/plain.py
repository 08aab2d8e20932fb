"""The values that pieces of a text say, as plain data."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from engine.definitions.words import NUMBER
from engine.source.layout import Piece

Plain = Any
WORDS: Mapping[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}


def plain(piece: Piece) -> Plain:
    """What a piece says: texts, whole and decimal numbers, true and false, None, lists, dicts.

    A number is one as the language takes it: `0123` and `3:20` are texts. Of a key written twice
    the first counts.
    """
    if piece.is_list:
        return [plain(one) for one in piece.items]
    if piece.is_map:
        found: dict[str, Plain] = {}
        for key, value in zip(piece.keys, piece.items, strict=True):
            if key.value not in found:
                found[key.value] = plain(value)
        return found
    return piece.value if piece.style else read_plain(piece.value)


def read_plain(text: str) -> Plain:
    """What a text without quotes says."""
    if text in WORDS:
        return WORDS[text]
    if NUMBER.fullmatch(text):
        return Decimal(text) if "." in text else int(text)
    return text
