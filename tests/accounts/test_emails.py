"""Mail addresses have one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.accounts.emails import normalised


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Lea@Demo.Test\n", "lea@demo.test"),
        ("lea@demo.test", "lea@demo.test"),
        ("E\u0301lise@exemple.fr", "élise@exemple.fr"),
        ("STRASSE@exemple.de", "strasse@exemple.de"),
        ("a\0b@exemple.fr", "ab@exemple.fr"),
        ("", ""),
    ],
)
def test_an_address_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert normalised(typed) == kept


@given(st.text())
def test_an_address_in_its_form_stays_as_it_is(typed: str) -> None:
    once = normalised(typed)

    assert normalised(once) == once
