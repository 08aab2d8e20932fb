"""The field type `address`: what is typed, and its answer or the message it gets."""

from typing import Any

import pytest

from engine.expressions import Chosen
from tests.fields.cases import cases_of, field_of, outcome

CHALET = {"adresse": "4 rue des Alpages", "code_postal": "05340", "commune": "Vallouise"}


@pytest.mark.parametrize(("spec", "typed", "expected"), cases_of("address"))
def test_takes_or_refuses_what_is_typed(spec: dict[str, Any], typed: Any, expected: Any) -> None:
    found = outcome(spec, typed)

    assert found == expected


@pytest.mark.parametrize("part", ["adresse", "complement", "commune"])
def test_each_part_has_a_hundred_and_twenty_characters_at_most(part: str) -> None:
    found = outcome({"type": "address"}, {**CHALET, part: "é" * 121})

    assert found == "refused: max_length"


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({}, "4 rue des Alpages, 05340\u00a0Vallouise"),
        ({"complement": "Le Bourg"}, "4 rue des Alpages, Le Bourg, 05340\u00a0Vallouise"),
    ],
)
def test_is_shown_on_one_line(more: dict[str, str], shown: str) -> None:
    field = field_of({"type": "address"}).field

    assert field.show({**CHALET, **more}, "fr") == shown


@pytest.mark.parametrize(
    "known",
    [{**CHALET, "telephone": "+33492000000"}, Chosen("h1", row={**CHALET, "capacite": 6})],
    ids=["a record", "a row chosen"],
)
def test_is_proposed_from_a_record_that_has_its_parts(known: Any) -> None:
    field = field_of({"type": "address"}).field

    assert field.propose(known) == ["4 rue des Alpages", "", "05340", "Vallouise"]


def test_proposes_nothing_from_an_option_that_is_no_record() -> None:
    field = field_of({"type": "address"}).field

    assert field.propose(Chosen("nouveau")) == [""] * 4
