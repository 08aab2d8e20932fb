import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.fields.typed import clean, has_piled_marks, is_blank, is_plain, is_unseen


@pytest.mark.parametrize("text", ["", "Éloïse", "cœur\nà Ÿ", "1 234", "a" * 10_000])
def test_what_people_of_the_west_write_is_plain(text):
    assert is_plain(text)


@pytest.mark.parametrize("text", ["e\u0301", "a\0", "1\u202f234", "\u200b", "🎉\ud800", "a\tb"])
def test_the_rest_is_looked_at_closely(text):
    assert not is_plain(text)


@given(st.text(st.characters(max_codepoint=0x400, codec=None), max_size=8))
def test_what_is_plain_is_kept_as_it_is(text):
    text = text.replace("\r", "\n").strip()

    if is_plain(text):
        assert unicodedata.normalize("NFC", text) == text
        assert not has_piled_marks(text)
        assert not any(map(is_unseen, text))
        assert not text or not is_blank(text)
        assert clean([text]) == text
