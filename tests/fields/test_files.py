"""The field type `files`: what is received, never typed."""

from typing import Any

import pytest

from tests.fields.cases import field_of, outcome

PAGE = {
    "id": "u1", "name": "a.pdf", "media_type": "application/pdf", "size": 1000, "pages": 2,
    "sha256": "0" * 64,
}  # fmt: skip


def test_nothing_can_be_typed() -> None:
    found = outcome({"type": "files"}, ["a.pdf"])

    assert found == "refused: required"


@pytest.mark.parametrize(
    ("spec", "files", "expected"),
    [
        ({}, [], "refused: required"),
        ({"optional": True}, [], None),
        ({}, [PAGE], [PAGE]),
        ({"max_files": 2}, [PAGE] * 2, [PAGE] * 2),
        ({"max_files": 2}, [PAGE] * 3, "refused: max"),
        ({}, [{**PAGE, "size": 0}], "refused: min"),
        ({}, [{"id": "u1"}], "refused: invalid"),
    ],
)
def test_judges_the_files_kept(spec: dict[str, Any], files: list[Any], expected: Any) -> None:
    found = outcome({"type": "files", **spec}, [], files)

    assert found == expected


@pytest.mark.parametrize(
    ("files", "shown"),
    [
        ([PAGE], "1 fichier, 2 pages"),
        ([PAGE, {**PAGE, "pages": None}], "2 fichiers, 3 pages"),
    ],
)
def test_shows_how_many_files_and_pages(files: list[Any], shown: str) -> None:
    field = field_of({"type": "files"}).field

    text = field.show(files, "fr")

    assert text == shown


def test_twenty_files_at_most_when_nothing_is_said() -> None:
    field = field_of({"type": "files"}).field

    schema = field.schema({})

    assert schema["maxItems"] == 20
