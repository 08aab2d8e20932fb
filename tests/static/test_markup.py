"""What all templates promise: nothing that a strict policy refuses, and all texts in French."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path for path in (ROOT / "templates").rglob("*.html") if "mail" not in path.parts[-3:-1]
)
REFUSED = re.compile(
    r"<style|<script(?![^>]* src=)|\sstyle=|\son[a-z]+=|hx-on|javascript:|hx-vals", re.IGNORECASE
)
BEFORE_SIGN = re.compile(r"[ \u202f][:;!?»]|«[^\u00a0]")


def page_name(path: Path) -> str:
    """The name of a template, for the reports."""
    return str(path.relative_to(ROOT / "templates"))


def messages(path: Path) -> Iterator[str]:
    """The texts for people in a template, singular ones only."""
    with path.open("rb") as file:
        for _, _, message, _ in babel_extract(file, ("_", "gettext", "ngettext"), (), {}):
            yield message if isinstance(message, str) else str((message or ("",))[0])


def as_list(text: object) -> list[str]:
    """One text or several, as several; what is not translated is empty."""
    several = list(text) if isinstance(text, list | tuple) else [text]
    return [str(one or "") for one in several]


def french(name: str = "*") -> dict[str, list[str]]:
    """What the catalogues say, or one of them, by message."""
    found: dict[str, list[str]] = {}
    for path in (ROOT / "engine/i18n/fr").glob(f"{name}.po"):
        with path.open("rb") as file:
            catalogue = read_po(file, locale="fr")
        found |= {as_list(one.id)[0]: as_list(one.string) for one in catalogue if one.id}
    return found


@pytest.mark.parametrize("path", PAGES, ids=page_name)
def test_templates_hold_nothing_that_a_strict_policy_refuses(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    found = REFUSED.findall(text)

    assert found == []


@pytest.mark.parametrize("path", PAGES, ids=page_name)
def test_every_text_of_a_template_is_in_french_too(path: Path) -> None:
    known = french()

    missing = [message for message in messages(path) if not all(known.get(message, [""]))]

    assert missing == []


def test_the_catalogue_holds_no_text_that_is_used_no_more() -> None:
    used = {message for path in PAGES for message in messages(path)}

    left = french("templates").keys() - used

    assert left == set()


def test_french_signs_keep_to_their_word() -> None:
    texts = [text for strings in french().values() for text in strings]

    broken = [text for text in texts if BEFORE_SIGN.search(text)]

    assert broken == []
