"""What is compared of a text: words without accents, case, punctuation, or small words."""

import re
import unicodedata

LONGEST_QUERY = 200
LONGEST_WORD = 40
MOST_WORDS = 12
_SMALL_WORDS = (
    "a au aux avec ce ces cet cette d dans de des du en et il elle j je l la le les leur leurs "
    "m ma mes mon n ne notre nos ou par pour qu que qui s sa se ses son sur t ta tes ton un une "
    "votre vos y"
)
SMALL_WORDS = frozenset(_SMALL_WORDS.split())
_NOT_A_WORD = re.compile(r"[\W_]+")
_DOTTED = re.compile(r"\b(?:\w\.){2,}")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})


def plain(text: str) -> str:
    """Give the text in small letters without accents, single spaces for all that is no letter."""
    joined = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    apart = unicodedata.normalize("NFKD", joined.casefold().translate(_LIGATURES))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return _NOT_A_WORD.sub(" ", bare).strip()


def words(text: str) -> list[str]:
    """Give the words that tell something, in the singular; all of them when none does."""
    said = plain(text).split()
    telling = [word for word in said if word not in SMALL_WORDS]
    return [_singular(word[:LONGEST_WORD]) for word in telling or said]


def query_words(text: str) -> list[str]:
    """Give the words of what a person typed, each once; a very long text is cut."""
    return list(dict.fromkeys(words(text[:LONGEST_QUERY])))[:MOST_WORDS]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word[-1] in "sx" and not word.isdigit() else word
