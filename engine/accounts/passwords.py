"""Passwords: long enough, not what others also choose, not built on who or where one is.

Nothing is asked about kinds of characters. A password is looked at as a row of pieces: a frequent
word, a run of the keyboard or of the alphabet, a few digits, a character of its own. One made of
very few pieces is guessed early, however long it is.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

SHORTEST, LONGEST = 12, 128
FEWEST_PIECES = 4
FEWEST_BESIDE_CONTEXT = 8
SHORTEST_CONTEXT = 3
SHORTEST_RUN, SHORTEST_UNIT = 4, 4
LONGEST_PIECE = 32
FEWEST_CHARACTERS = 4
# What one puts between words or adds at the end: it makes nothing harder to guess.
BETWEEN = frozenset(" -_.,!?*'+")
ALWAYS_CONTEXT = ("taxe", "sejour")
LOOKALIKES = str.maketrans("0134578@$!€", "oieastbasie")
RUNS = (
    "azertyuiopqsdfghjklmwxcvbn", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", "01234567890123456789",
    "1qaz2wsx3edc4rfv5tgb6yhn", "1aqw2zsx3edc4rfv5tgb6yhn", "aqwzsxedcrfv", "qazwsxedcrfv",
    "1a2z3e4r5t6y7u8i9o0p", "1q2w3e4r5t6y7u8i9o0p", "147258369", "789456123", "159357",
)  # fmt: skip
FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Fault:
    """Why a password is refused: `min_length`, `max_length`, `common` or `context`."""

    key: str
    values: dict[str, Any] = field(default_factory=dict)


def fault_of(password: str, context: Iterable[str] = ()) -> Fault | None:
    """Why a password is refused, None when it is good.

    `context` is what anybody knows: the name of the site, that of the person, their address.
    """
    length = len(unicodedata.normalize("NFC", password[: LONGEST * 4]))
    if length < SHORTEST:
        return Fault("min_length", {"minimum": SHORTEST})
    if length > LONGEST:
        return Fault("max_length", {"maximum": LONGEST})
    if is_common(password):
        return Fault("common")
    word = _context_word(password, context)
    return Fault("context", {"word": word}) if word else None


def is_common(password: str) -> bool:
    """Whether a password is a frequent one, or is made of too few pieces to be hard to guess."""
    text = _folded(password)
    return len(set(text)) < FEWEST_CHARACTERS or any(_is_guessed(one) for one in _forms(text))


def _is_guessed(text: str) -> bool:
    if text in common_passwords():
        return True
    unit = _unit(text)
    if len(unit) < len(text):
        return len(unit) <= SHORTEST_UNIT or pieces(unit) + 1 < FEWEST_PIECES
    return pieces(text) < FEWEST_PIECES


def _forms(text: str) -> tuple[str, ...]:
    """A folded text as it is, and without what stands between its words."""
    return text, "".join(character for character in text if character not in BETWEEN)


def context_words(texts: Iterable[str]) -> list[str]:
    """The words of names and addresses, longest first, and those of the subject itself."""
    found = {word for text in texts for word in re.findall(r"[a-z0-9]+", _folded(text))}
    parts = {
        word[start : start + LONGEST_PIECE]
        for word in found | set(ALWAYS_CONTEXT)
        for start in range(0, len(word), LONGEST_PIECE)
    }
    known = {word for word in parts if len(word) >= SHORTEST_CONTEXT}
    return sorted(known, key=lambda word: (-len(word), word))


def pieces(text: str, free: Collection[str] = ()) -> int:
    """The fewest pieces that a folded text is made of; the words of `free` count for nothing."""
    plain, said = text, text.translate(LOOKALIKES)
    fewest = [0] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        fewest[end] = fewest[end - 1] + int(plain[end - 1] not in BETWEEN)
        for start in range(max(0, end - LONGEST_PIECE), end):
            if fewest[start] < fewest[end]:
                cost = _cost((plain[start:end], said[start:end]), free)
                fewest[end] = min(fewest[end], fewest[start] + cost)
    return fewest[-1]


def _cost(forms: Sequence[str], free: Collection[str]) -> int:
    """What one piece counts for; as much as its characters when it is none."""
    if any(form in free for form in forms):
        return 0
    if any(form in frequent_words() or _is_run(form) for form in forms) or _is_number(forms[0]):
        return 1
    return len(forms[0])


def _is_run(text: str) -> bool:
    """Whether a text is one character again and again, or follows a keyboard or the alphabet."""
    if len(text) < SHORTEST_RUN - 1:
        return False
    if len(set(text)) == 1:
        return True
    return len(text) >= SHORTEST_RUN and any(text in run or text[::-1] in run for run in RUNS)


def _is_number(text: str) -> bool:
    """Whether a text is one to four digits: a year, a day, a department."""
    return len(text) <= 4 and text.isdecimal()


def _unit(text: str) -> str:
    """What a text repeats from its beginning to its end; the text itself when it does not."""
    at = (text + text).find(text, 1)
    return text[:at]


def _context_word(password: str, context: Iterable[str]) -> str:
    """The first word of the context that a password has little beside, empty if there is none."""
    text, words = _folded(password), context_words(context)
    said = text.translate(LOOKALIKES)
    found = [word for word in words if word in text or word in said]
    beside = min(pieces(one, set(found)) for one in _forms(text))
    return found[0] if found and beside < FEWEST_BESIDE_CONTEXT else ""


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@lru_cache(maxsize=1)
def common_passwords() -> frozenset[str]:
    """Passwords of twelve characters or more that many people have."""
    return _listed("common_passwords.txt")


@lru_cache(maxsize=1)
def frequent_words() -> frozenset[str]:
    """Words that passwords are most often built on."""
    return _listed("frequent_words.txt")


def _listed(name: str) -> frozenset[str]:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
