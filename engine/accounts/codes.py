"""Codes of letters: `ABCD-EFGH-JKMN`, twelve characters that nobody takes for one another.

The first four find the code, the eight others prove it: 40 bits, of which only a hash is kept.
"""

import re
import secrets
import unicodedata
from dataclasses import dataclass

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SELECTOR, LENGTH, BLOCK = 4, 12, 4
MISREAD = str.maketrans("OIL", "011")
BETWEEN = re.compile(r"[\s\u200b\ufeff_.\-\u00ad\u2010-\u2015\u2212]+")
# Nobody types more: what is longer is not read.
LONGEST_TYPED = 100


@dataclass(frozen=True)
class Code:
    """A code: its parts are never shown nor logged."""

    selector: str
    verifier: str

    def __str__(self) -> str:
        whole = self.selector + self.verifier
        return "-".join(whole[at : at + BLOCK] for at in range(0, LENGTH, BLOCK))

    def __repr__(self) -> str:
        return "Code(…)"


def new_code() -> Code:
    """A code that nobody can guess."""
    whole = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return Code(whole[:SELECTOR], whole[SELECTOR:])


def read_code(typed: str) -> Code | None:
    """The code that a person copied, with or without hyphens, O for 0, I or L for 1; else None."""
    text = unicodedata.normalize("NFKC", typed[:LONGEST_TYPED])
    whole = BETWEEN.sub("", text).upper().translate(MISREAD)
    if len(whole) != LENGTH or any(character not in ALPHABET for character in whole):
        return None
    return Code(whole[:SELECTOR], whole[SELECTOR:])


def known_as(text: str) -> str:
    """A postcode or surname in one form: without case, accents, spaces nor hyphens."""
    letters = unicodedata.normalize("NFKD", text[:LONGEST_TYPED]).casefold()
    return "".join(letter for letter in letters if letter.isalnum())
