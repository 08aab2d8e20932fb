"""The field type `choices`: what is typed, and its answer or the message it gets."""

from typing import Any

import pytest

from tests.fields.cases import cases_of, field_of, outcome


@pytest.mark.parametrize(("spec", "typed", "expected"), cases_of("choices"))
def test_takes_or_refuses_what_is_typed(spec: dict[str, Any], typed: Any, expected: Any) -> None:
    found = outcome(spec, typed)

    assert found == expected


def test_ten_thousand_boxes_that_do_not_exist_are_refused_at_once() -> None:
    typed = [f"option{number}" for number in range(10_000)]

    found = outcome({"type": "choices", "choices": ["a"]}, typed)

    assert found == "refused: option"


def test_proposes_the_values_of_a_list_or_one_value() -> None:
    field = field_of({"type": "choices", "choices": ["a", "b"]}).field

    proposed = [field.propose(("a", "b")), field.propose("a")]

    assert proposed == [["a", "b"], ["a"]]
