"""The sentences of each language: English ones are the keys, French ones are in `fr/*.po`.

Each room has its own file; all the files of a language make one catalogue. A sentence without
translation stays in English.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po

LANGUAGES = ("fr", "en")
FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Catalogue:
    """The sentences of one language; what templates are given to translate theirs."""

    language: str
    sentences: Mapping[str, tuple[str, ...]]

    def gettext(self, message: str) -> str:
        """The translation of `message`, with its {names} or %(names)s still in it."""
        found = self.sentences.get(message)
        return found[0] if found else message

    def ngettext(self, one: str, many: str, n: float) -> str:
        """The translation of `one` or of `many`, as the language wants for `n`."""
        is_plural = (abs(n) >= 2) if self.language == "fr" else n != 1
        return self.sentences.get(one, (one, many))[is_plural]


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> Catalogue:
    """The catalogue of `language`; it is read once."""
    sentences: dict[str, tuple[str, ...]] = {}
    for path in sorted((FOLDER / language).glob("*.po")):
        for message, translation in sentences_of(path).items():
            sentences.setdefault(message, translation)
    return Catalogue(language, sentences)


def sentences_of(path: Path) -> dict[str, tuple[str, ...]]:
    """The translations in one file: those that are there, and not marked as doubtful."""
    found: dict[str, tuple[str, ...]] = {}
    with path.open("rb") as file:
        for message in read_po(file, abort_invalid=True):
            strings = _forms(message.string)
            if message.id and strings and all(strings) and not message.fuzzy:
                found[_forms(message.id)[0]] = strings
    return found


def gettext(language: str, message: str, **values: object) -> str:
    """`message` in `language`, its {names} filled with `values`."""
    return catalogue(language).gettext(message).format(**values)


def ngettext(language: str, one: str, many: str, n: float, **values: object) -> str:
    """`one` or `many` in `language`, as `n` wants; {n} and the other {names} are filled."""
    return catalogue(language).ngettext(one, many, n).format(n=n, **values)


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def marked(message: str) -> str:
    """The message itself: it is translated later, and the mark lets tools find it."""
    return message
