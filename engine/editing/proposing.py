"""Names that are proposed for what an author has titled."""

import keyword
import re
import unicodedata
from collections.abc import Iterable

LONGEST_NAME = 40
# Letters that have no simpler form in Unicode.
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
NOT_FREE = frozenset(
    {"account", "profile", "link", "site", "parameters", "row", "today", "previous", "latest",
     "true", "false", "position", "key"}
)  # fmt: skip


def slug(text: str, between: str = "-", longest: int = LONGEST_NAME) -> str:
    """A text as a name: small letters without accents, digits, `between`; "" when none is left."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    words = re.findall(r"[a-z0-9]+", letters, re.ASCII)
    name = ""
    for word in words:
        longer = f"{name}{between}{word}" if name else word[:longest]
        if len(longer) > longest:
            break
        name = longer
    return name


def free_name(text: str, taken: Iterable[str], begins: str = "champ") -> str:
    """A name that expressions can read and that nothing has yet."""
    name = slug(text, "_", 30)
    if not name or not name[0].isalpha() or keyword.iskeyword(name) or name in NOT_FREE:
        name = f"{begins}_{name}" if name else begins
    used, free, number = set(taken), name, 2
    while free in used:
        free, number = f"{name}_{number}", number + 1
    return free
