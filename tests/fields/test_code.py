"""The field type `code`: what is typed, and its answer or the message it gets."""

from typing import Any

import pytest

from tests.fields.cases import cases_of, field_of, outcome


@pytest.mark.parametrize(("spec", "typed", "expected"), cases_of("code"))
def test_takes_or_refuses_what_is_typed(spec: dict[str, Any], typed: Any, expected: Any) -> None:
    found = outcome(spec, typed)

    assert found == expected


def test_is_never_shown_again_nor_kept() -> None:
    field = field_of({"type": "code"}).field

    assert field.is_secret
    assert field.token == "off"


def test_a_code_of_digits_is_filled_in_by_the_telephone() -> None:
    field = field_of({"type": "code", "digits": True}).field

    assert field.token == "one-time-code"
