"""The records that an account keeps of its person."""

from typing import Any

import pytest

from engine.accounts.records import record_in, rows_in, with_record, with_values

LODGINGS = [{"id": "h1", "nom": "Gîte"}, {"id": "h3", "nom": "Studio"}]
DETAILS: dict[str, Any] = {
    "language": "fr",
    "profile": {"hebergements": LODGINGS, "contact": {"telephone": "+33492000000"}},
}


def test_a_record_of_a_list_is_found_by_its_id() -> None:
    assert record_in(DETAILS, "hebergements", "h3") == {"id": "h3", "nom": "Studio"}
    assert record_in(DETAILS, "hebergements", "h2") is None


def test_a_record_without_id_is_found_by_its_position() -> None:
    details = {"profile": {"hebergements": [{"nom": "Gîte"}, {"nom": "Studio"}]}}

    assert record_in(details, "hebergements", "2") == {"nom": "Studio"}


def test_the_one_record_of_a_name_needs_no_key() -> None:
    assert record_in(DETAILS, "contact") == {"telephone": "+33492000000"}
    assert record_in(DETAILS, "contact", "h1") is None


@pytest.mark.parametrize("details", [{}, {"profile": None}, {"profile": {"hebergements": "?"}}])
def test_an_account_that_knows_nothing_has_no_record(details: dict[str, Any]) -> None:
    assert rows_in(details, "hebergements") == []
    assert record_in(details, "hebergements", "h1") is None
    assert record_in(details, "contact") is None


def test_one_record_is_changed_and_all_else_stays() -> None:
    changed = with_record(DETAILS, "hebergements", "h1", {"nom": "Chalet", "capacite": 4})

    assert changed == {
        "language": "fr",
        "profile": {
            "contact": {"telephone": "+33492000000"},
            "hebergements": [
                {"id": "h1", "nom": "Chalet", "capacite": 4}, {"id": "h3", "nom": "Studio"},
            ],
        },
    }  # fmt: skip
    assert DETAILS["profile"]["hebergements"] is LODGINGS


def test_a_new_record_gets_a_key_that_none_has() -> None:
    changed = with_record(DETAILS, "hebergements", "", {"nom": "Chalet"})

    assert rows_in(changed, "hebergements")[2] == {"id": "h4", "nom": "Chalet"}


def test_a_list_begins_with_its_first_record() -> None:
    changed = with_record({}, "hebergements", "", {"nom": "Chalet"})

    assert changed == {"profile": {"hebergements": [{"id": "h1", "nom": "Chalet"}]}}


def test_the_one_record_of_a_name_keeps_what_is_not_said() -> None:
    changed = with_values(DETAILS, "contact", {"commune": "Briançon"})

    assert record_in(changed, "contact") == {"telephone": "+33492000000", "commune": "Briançon"}
    assert record_in(with_values({}, "contact", {"a": 1}), "contact") == {"a": 1}
