"""The field type `email`: what is typed, and its answer or the message it gets."""

from typing import Any

import pytest

from tests.fields.cases import cases_of, field_of, outcome


@pytest.mark.parametrize(("spec", "typed", "expected"), cases_of("email"))
def test_takes_or_refuses_what_is_typed(spec: dict[str, Any], typed: Any, expected: Any) -> None:
    found = outcome(spec, typed)

    assert found == expected


@pytest.mark.parametrize(("local", "domain"), [(64, 180), (65, 10), (64, 190)])
def test_an_address_has_64_characters_before_the_sign_and_254_in_all(
    local: int, domain: int
) -> None:
    labels = ".".join(["d" * 59] * (domain // 60))
    address = f"{'a' * local}@{labels or 'exemple'}.fr"

    found = outcome({"type": "email"}, address)

    assert found == (address if local <= 64 and len(address) <= 254 else "refused: email")


def test_a_long_hostile_address_is_refused_at_once() -> None:
    typed = "a@" + "a-" * 100_000

    found = outcome({"type": "email"}, typed)

    assert found == "refused: email"


def test_is_drawn_as_a_text() -> None:
    field = field_of({"type": "email"}).field

    assert field.widget == "text"
