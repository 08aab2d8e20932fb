"""What accounts know: columns typed like fields, in lists and in records."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.definitions import Column, Profile, read_record
from engine.expressions import DATE, INTEGER, TEXT, UNKNOWN, Record, Rows

WRITTEN = """
records:
  contact: {telephone: tel, depuis: {type: date, label: Depuis le}}
profile:
  hebergements: {id: text, nom: text, capacite: integer}
"""


def read(text: str) -> tuple[Profile, list[tuple[str, int, str | None]]]:
    found, told = read_record(Profile, "profile.yaml", text.encode())
    assert found is not None
    return found, [(one.code, one.span.start.line, one.suggestion) for one in told]


def test_the_profile_is_typed_like_fields() -> None:
    profile, told = read(WRITTEN)

    assert told == []
    assert profile.type() == Record({
        "hebergements": Rows({"id": TEXT, "nom": TEXT, "capacite": INTEGER}),
        "contact": Record({"telephone": TEXT, "depuis": DATE}),
    })  # fmt: skip


def test_the_short_form_of_lists_is_enough() -> None:
    profile, told = read("profile: {personnes: {id: text, prenom: text}}\n")

    assert told == []
    assert profile.records == {}
    assert list(profile.columns("personnes")) == ["id", "prenom"]


@pytest.mark.parametrize(
    ("column", "code", "nearest"),
    [
        ("{a: texte}", "D023", "text"),
        ("{a: {type: dates}}", "D023", "date"),
        ("{a: password}", "D023", None),
        ("{a: choice}", "D023", None),
        ("{a: {type: text, libelle: A}}", "D020", "label"),
        ("{a: {label: A}}", "D021", "type"),
        ("{a: [text]}", "D022", None),
    ],
)
def test_says_what_is_wrong_with_a_column(column: str, code: str, nearest: str | None) -> None:
    _profile, told = read(f"records:\n  contact: {column}\n")

    assert [(found, line) for found, line, _ in told] == [(code, 2)]
    assert nearest in {None, told[0][2]}


def test_a_column_that_is_wrong_leaves_the_others() -> None:
    profile, _told = read("profile: {personnes: {nom: text, age: nombre}}\n")

    assert list(profile.columns("personnes")) == ["nom"]


def test_what_is_kept_becomes_values() -> None:
    profile, _ = read(WRITTEN)

    known = profile.known({
        "contact": {"telephone": "+33492000000", "depuis": "2024-02-29", "autre": 1},
        "hebergements": [{"id": "h1", "nom": "Gîte", "capacite": 6}, {"nom": "", "capacite": "x"}],
    })  # fmt: skip

    assert known == {
        "contact": {"telephone": "+33492000000", "depuis": date(2024, 2, 29)},
        "hebergements": [{"id": "h1", "nom": "Gîte", "capacite": 6}, {}],
    }


@pytest.mark.parametrize("kept", [None, {}, [], "x", {"contact": []}, {"hebergements": {"a": 1}}])
def test_what_is_not_of_its_shape_is_not_known(kept: Any) -> None:
    profile, _ = read(WRITTEN)

    assert profile.known(kept if isinstance(kept, dict) else {}) == {}


@pytest.mark.parametrize(
    ("kind", "kept"),
    [("date", "2024-02-30"), ("date", 3), ("integer", "6"), ("integer", True), ("text", 6),
     ("text", ["a"]), ("yes_no", "oui"), ("date", ""), ("tel", None)],
)  # fmt: skip
def test_a_value_of_another_type_is_unknown(kind: Any, kept: Any) -> None:
    assert Column(type=kind).value(kept) is UNKNOWN


@pytest.mark.parametrize(
    ("kind", "kept", "shown"),
    [
        ("tel", "+33492000000", "04 92 00 00 00"),
        ("date", "2024-02-29", "jeudi 29 février 2024"),
        ("integer", 6, "6"),
        ("text", "", "Non renseigné"),
        ("date", None, "Non renseigné"),
        ("date", "bientôt", "bientôt"),
        ("text", [1], "[1]"),
    ],
)
def test_a_value_is_shown_as_its_field_shows_it(kind: Any, kept: Any, shown: str) -> None:
    assert Column(type=kind).show(kept, "fr") == shown


def test_a_column_is_called_by_its_label() -> None:
    profile, _ = read(WRITTEN)
    columns = profile.columns("contact")

    names = [column.named(name, "fr") for name, column in columns.items()]

    assert names == ["telephone", "Depuis le"]


def test_only_records_have_places_for_answers() -> None:
    profile, _ = read(WRITTEN)

    assert profile.paths() == ["profile.contact.telephone", "profile.contact.depuis"]
    assert profile.column_at("profile.contact.depuis") == profile.columns("contact")["depuis"]
    assert profile.column_at("profile.hebergements.nom") is None
    assert profile.column_at("") is None


def test_the_profile_that_is_shipped_is_right() -> None:
    path = Path("forms/profile.yaml")

    _profile, told = read(path.read_text("utf-8"))

    assert told == []
