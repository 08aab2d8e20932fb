"""The field type `integer`: what is typed, and its answer or the message it gets."""

from typing import Any

import pytest

from tests.fields.cases import cases_of, field_of, outcome


@pytest.mark.parametrize(("spec", "typed", "expected"), cases_of("integer"))
def test_takes_or_refuses_what_is_typed(spec: dict[str, Any], typed: Any, expected: Any) -> None:
    found = outcome(spec, typed)

    assert found == expected


def test_four_hundred_digits_are_no_number() -> None:
    digits = "9" * 400

    found = outcome({"type": "integer"}, digits)

    assert found == "refused: number"


@pytest.mark.parametrize(("unit", "shown"), [("", "3"), ("km", "3\u00a0km")])
def test_shows_the_number_and_its_unit(unit: str, shown: str) -> None:
    field = field_of({"type": "integer", "unit": unit}).field

    text = field.show(3, "fr")

    assert text == shown
