"""The field type `password`: what is typed, and its answer or the message it gets."""

from typing import Any

import pytest

from tests.fields.cases import cases_of, field_of, outcome


@pytest.mark.parametrize(("spec", "typed", "expected"), cases_of("password"))
def test_takes_or_refuses_what_is_typed(spec: dict[str, Any], typed: Any, expected: Any) -> None:
    found = outcome(spec, typed)

    assert found == expected


def test_is_never_shown_again_nor_kept() -> None:
    field = field_of({"type": "password"}).field

    assert field.is_secret
    assert field.widget == "password"


@pytest.mark.parametrize(("new", "token"), [(True, "new-password"), (False, "current-password")])
def test_tells_password_managers_what_it_is(new: bool, token: str) -> None:
    field = field_of({"type": "password", "new": new}).field

    assert field.token == token


@pytest.mark.parametrize(("length", "expected"), [(128, "a" * 128), (129, "refused: max_length")])
def test_has_128_characters_at_most(length: int, expected: str) -> None:
    found = outcome({"type": "password"}, "a" * length)

    assert found == expected
