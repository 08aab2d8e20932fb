"""The field type `text`: what is typed, and its answer or the message it gets."""

from typing import Any

import pytest

from tests.fields.cases import cases_of, field_of, outcome


@pytest.mark.parametrize(("spec", "typed", "expected"), cases_of("text"))
def test_takes_or_refuses_what_is_typed(spec: dict[str, Any], typed: Any, expected: Any) -> None:
    found = outcome(spec, typed)

    assert found == expected


def test_no_more_than_a_thousand_characters_when_nothing_is_said() -> None:
    longest, too_long = "é" * 1000, "é" * 1001

    found = [outcome({"type": "text"}, typed) for typed in (longest, too_long)]

    assert found == [longest, "refused: max_length"]


def test_a_pile_of_accents_is_refused_at_once() -> None:
    pile = "a" + "\u0327\u0301" * 200_000

    found = outcome({"type": "text"}, pile)

    assert found == "refused: control"


def test_a_vietnamese_or_hebrew_word_keeps_its_marks() -> None:
    words = ["Nguyễn Thị Thập", "שָׁלוֹם", "हिन्दी"]

    found = [outcome({"type": "text"}, word) for word in words]

    assert found == words


def test_tells_how_many_characters_there_are() -> None:
    plan = field_of({"type": "text", "max_length": 3})

    errors = list(plan.schema.faults("abcdef"))

    assert [fault.wanted for fault in errors] == [3]
