"""The field type `person`: what is typed, and its answer or the message it gets."""

from typing import Any

import pytest

from tests.fields.cases import cases_of, field_of, outcome


@pytest.mark.parametrize(("spec", "typed", "expected"), cases_of("person"))
def test_takes_or_refuses_what_is_typed(spec: dict[str, Any], typed: Any, expected: Any) -> None:
    found = outcome(spec, typed)

    assert found == expected


@pytest.mark.parametrize("part", ["nom", "prenom", "lien"])
def test_each_part_has_eighty_characters_at_most(part: str) -> None:
    typed = {"nom": "Martin", "prenom": "Léa", part: "é" * 81}

    found = outcome({"type": "person"}, typed)

    assert found == "refused: max_length"


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ({"nom": "Martin", "prenom": "Léa"}, "Léa Martin"),
        ({"nom": "Martin", "prenom": "Léa", "lien": "fille"}, "Léa Martin (fille)"),
    ],
)
def test_shows_the_first_name_first(answer: dict[str, str], shown: str) -> None:
    field = field_of({"type": "person"}).field

    text = field.show(answer, "fr")

    assert text == shown


@pytest.mark.parametrize(
    ("spec", "parts"), [({}, ["nom", "prenom", "lien"]), ({"relation": False}, ["nom", "prenom"])]
)
def test_the_link_is_not_asked_where_it_is_of_no_use(
    spec: dict[str, Any], parts: list[str]
) -> None:
    field = field_of({"type": "person", **spec}).field

    assert list(field.parts) == parts
    assert list(field.schema({})["properties"]) == parts
    assert field.raw({"nom": "Martin", "prenom": "Léa"}) == ["Martin", "Léa", ""][: len(parts)]
