"""The catalogues: every sentence of the code and of the templates is said in French."""

import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file

from engine.i18n import LANGUAGES, catalogue, gettext, ngettext
from engine.i18n.catalogues import FOLDER, sentences_of

KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
# In code the language comes first.
CODE_KEYWORDS = {"_": None, "gettext": (2,), "ngettext": (2, 3)}
FRENCH = sorted((FOLDER / "fr").glob("*.po"))
PYTHON_FORMAT = re.compile(r"%\(\w+\)s")


def messages_of(path: Path) -> Iterator[str]:
    """The messages of a file that are to be translated, each with its plural."""
    is_code = path.suffix == ".py"
    found = extract_from_file(
        "python" if is_code else "jinja2",
        str(path),
        keywords=CODE_KEYWORDS if is_code else KEYWORDS,
        options={"trimmed": "true"},
    )
    for _line, message, _comments, _context in found:
        yield from (message,) if isinstance(message, str) else message


def said_in_french() -> set[str]:
    """Every message that has a translation, plurals included."""
    said: set[str] = set(catalogue("fr").sentences)
    for path in FRENCH:
        blocks = path.read_text("utf-8").split("\n\n")
        said.update(block.split('msgid_plural "')[1].split('"\n')[0] for block in blocks
                    if 'msgid_plural "' in block)  # fmt: skip
    return said


@pytest.mark.parametrize(
    "path",
    [*sorted(Path("engine").rglob("*.py")), *sorted(Path("templates").rglob("*.html")),
     *sorted(Path("templates").rglob("*.txt"))],
    ids=str,
)  # fmt: skip
def test_every_sentence_is_said_in_french(path: Path) -> None:
    messages = set(messages_of(path))

    missing = messages - said_in_french()

    assert not missing


def test_no_two_files_translate_a_sentence_differently() -> None:
    seen: dict[str, tuple[str, tuple[str, ...]]] = {}
    differing = []

    for path in FRENCH:
        for message, translation in sentences_of(path).items():
            first = seen.setdefault(message, (path.name, translation))
            if first[1] != translation:
                differing.append((message, first[0], path.name))

    assert not differing


@pytest.mark.parametrize("path", FRENCH, ids=lambda path: path.name)
def test_a_translation_has_the_places_of_its_message(path: Path) -> None:
    for message, translations in sentences_of(path).items():
        for translation in translations:
            assert places_in(translation) <= places_in(message) | (
                {"n"} if len(translations) > 1 else set()
            )
            assert PYTHON_FORMAT.findall(translation) == [] or "%(" in message


@pytest.mark.parametrize("path", FRENCH, ids=lambda path: path.name)
def test_french_has_its_no_break_spaces(path: Path) -> None:
    breaking = re.compile(r"« | »| [:;!?](?=\s|$)|\w[;!?](?=\s|$)")

    wrong = [text for texts in sentences_of(path).values() for text in texts
             if breaking.search(text)]  # fmt: skip

    assert not wrong


def places_in(text: str) -> set[str]:
    """The {names} in a message."""
    try:
        return {
            name for _before, name, _spec, _conversion in string.Formatter().parse(text) if name
        }
    except ValueError:
        return set()  # a text with braces of its own, which is never filled


def test_a_sentence_is_filled_with_its_values() -> None:
    filled = gettext("fr", "The field “{name}” has no label", name="nom")

    assert filled == "Le champ «\u00a0nom\u00a0» n'a pas de libellé"


def test_a_sentence_without_translation_stays_in_english() -> None:
    assert gettext("fr", "Nobody has translated {what}", what="this") == (
        "Nobody has translated this"
    )
    assert gettext("en", "error") == "error"


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [
        ("fr", 0, "0 erreur"), ("fr", 1, "1 erreur"), ("fr", 2, "2 erreurs"),
        ("en", 0, "0 errors"), ("en", 1, "1 error"), ("en", 2, "2 errors"),
    ],
)  # fmt: skip
def test_zero_is_singular_in_french_only(language: str, n: int, said: str) -> None:
    assert ngettext(language, "{n} error", "{n} errors", n) == said


def test_a_catalogue_serves_templates() -> None:
    for language in LANGUAGES:
        found = catalogue(language)

        assert found.gettext("error") == {"fr": "erreur", "en": "error"}[language]
        assert found.ngettext("{n} error", "{n} errors", 2).startswith("{n} err")
        assert catalogue(language) is found
