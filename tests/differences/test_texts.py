"""A text that was reworded is told word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.differences.texts import excerpt, pieces_of

TEXTS = st.text(alphabet="ab é,.{}'\n", max_size=40)


@given(TEXTS, TEXTS)
def test_the_words_make_both_texts_again(old: str, new: str) -> None:
    pieces = pieces_of(old, new)

    assert "".join(one.text for one in pieces if one.sign != "+") == old.strip()
    assert "".join(one.text for one in pieces if one.sign != "-") == new.strip()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Votre nom", "Votre prénom", "=Votre |-nom|+prénom"),
        ("Trois mots ici", "Trois autres mots ici", "=Trois|+ autres|= mots ici"),
        ("De {{ a }} à {{ b }}", "De {{ a }} à {{ c }}", "=De {{ a }} à |-{{ b }}|+{{ c }}"),
        ("un deux", "trois quatre", "-un deux|+trois quatre"),
    ],
)
def test_only_the_words_that_changed_are_marked(old: str, new: str, told: str) -> None:
    assert "|".join(f"{one.sign}{one.text}" for one in pieces_of(old, new)) == told


def test_a_long_text_is_shown_around_what_changed() -> None:
    before, after = "mot " * 30, " fin" * 30

    pieces = pieces_of(f"{before}avant{after}", f"{before}après{after}")

    assert excerpt(pieces, "-") == f"…{'mot ' * 6}avant{' fin' * 6}…"
    assert "après" in excerpt(pieces, "+")
