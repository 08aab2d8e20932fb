"""Markdown that authors write, as blocks to print."""

import pytest

from engine.expressions import UNKNOWN
from engine.pages.printed import PrintedBlock, Run, printed
from tests.pages.test_markdown import text as a_text


def test_nothing_is_made_of_no_text():
    assert printed(None, {}, "fr") == []


@pytest.mark.parametrize(
    ("written", "blocks"),
    [
        ("Un.\n\nDeux.", [("paragraph", [[Run("Un.")]]), ("paragraph", [[Run("Deux.")]])]),
        ("### Titre", [("title", [[Run("Titre")]])]),
        ("- a\n- b", [("list", [[Run("a")], [Run("b")]])]),
        ("1. a\n2. b", [("numbered", [[Run("a")], [Run("b")]])]),
        ("**fort** et *doux*",
         [("paragraph", [[Run("fort", "strong"), Run(" et "), Run("doux", "em")]])]),
        ("[ici](https://a.test/)", [("paragraph", [[Run("ici", "", "https://a.test/")]])]),
        ("sur\ndeux lignes", [("paragraph", [[Run("sur"), Run(" "), Run("deux lignes")]])]),
        ("<b>non</b>", [("paragraph", [[Run("<b>non</b>")]])]),
        ("`x`", [("paragraph", [[Run("x", "code")]])]),
    ],
)  # fmt: skip
def test_a_text_becomes_blocks_of_runs(written, blocks):
    found = printed(a_text(written), {}, "fr")

    assert found == [PrintedBlock(kind, parts) for kind, parts in blocks]


def test_a_value_is_put_in_as_a_text():
    text = a_text("Bonjour **{{ nom }}**")

    (block,) = printed(text, {"nom": "*Léa* [x](https://a.test)"}, "fr")

    assert block.parts == [[Run("Bonjour "), Run("*Léa* [x](https://a.test)", "strong")]]


def test_what_says_an_unknown_value_is_left_out():
    text = a_text("Avec {{ nom }}.\n\nSans.\n\n- {{ nom }}\n- rien")

    found = printed(text, {"nom": UNKNOWN}, "fr")

    assert found == [
        PrintedBlock("paragraph", [[Run("Sans.")]]), PrintedBlock("list", [[Run("rien")]]),
    ]  # fmt: skip
