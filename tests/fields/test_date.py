"""The field type `date`: what is typed, and its answer or the message it gets."""

from typing import Any

import pytest

from tests.fields.cases import cases_of, field_of, outcome


@pytest.mark.parametrize(("spec", "typed", "expected"), cases_of("date"))
def test_takes_or_refuses_what_is_typed(spec: dict[str, Any], typed: Any, expected: Any) -> None:
    found = outcome(spec, typed)

    assert found == expected


def test_reads_again_what_it_writes_even_for_the_first_years() -> None:
    field = field_of({"type": "date"}).field

    typed = field.raw("0005-01-02")

    assert (typed, field.parse(typed)) == (["02/01/0005"], "0005-01-02")


def test_says_the_day_in_words() -> None:
    field = field_of({"type": "date"}).field

    text = field.show("2025-03-01", "fr")

    assert text == "samedi 1er mars 2025"
