"""The field type `textarea`: what is typed, and its answer or the message it gets."""

from typing import Any

import pytest

from tests.fields.cases import cases_of, field_of, outcome


@pytest.mark.parametrize(("spec", "typed", "expected"), cases_of("textarea"))
def test_takes_or_refuses_what_is_typed(spec: dict[str, Any], typed: Any, expected: Any) -> None:
    found = outcome(spec, typed)

    assert found == expected


def test_counts_a_new_line_once_up_to_the_last_character() -> None:
    spec = {"type": "textarea", "max_length": 163}
    lines = "\r\n".join(["a" * 40] * 4)

    found = [outcome(spec, lines), outcome(spec, lines + "b")]

    assert found == [lines.replace("\r\n", "\n"), "refused: max_length"]


def test_no_more_than_ten_thousand_characters_when_nothing_is_said() -> None:
    field = field_of({"type": "textarea"})

    schema = field.field.schema({})

    assert schema["maxLength"] == 10_000
