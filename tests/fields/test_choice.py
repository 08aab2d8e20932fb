"""The field type `choice`: what is typed, and its answer or the message it gets."""

from typing import Any

import pytest

from tests.fields.cases import cases_of, field_of, outcome


@pytest.mark.parametrize(("spec", "typed", "expected"), cases_of("choice"))
def test_takes_or_refuses_what_is_typed(spec: dict[str, Any], typed: Any, expected: Any) -> None:
    found = outcome(spec, typed)

    assert found == expected


def test_a_value_of_a_megabyte_is_cut_before_it_is_looked_for() -> None:
    field = field_of({"type": "choice", "choices": ["a"]}).field

    answer = field.parse(["a" * 1_000_000])

    assert len(answer) == 200
