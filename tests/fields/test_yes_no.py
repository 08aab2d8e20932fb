"""The field type `yes_no`: what is typed, and its answer or the message it gets."""

from typing import Any

import pytest

from tests.fields.cases import cases_of, field_of, outcome


@pytest.mark.parametrize(("spec", "typed", "expected"), cases_of("yes_no"))
def test_takes_or_refuses_what_is_typed(spec: dict[str, Any], typed: Any, expected: Any) -> None:
    found = outcome(spec, typed)

    assert found == expected


@pytest.mark.parametrize(("answer", "said"), [(True, "Oui"), (False, "Non")])
def test_says_yes_or_no_in_french(answer: bool, said: str) -> None:
    field = field_of({"type": "yes_no"}).field

    text = field.show(answer, "fr")

    assert text == said
