"""The search of a type of document by name."""

import time
from pathlib import Path

import pytest
import yaml

from engine.tables import Row, Search, Table, load_table

HERE = Path(__file__).parent
FORMS = HERE.parents[1] / "forms" / "tables"
CASES = yaml.safe_load((HERE / "searches.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def table():
    found, told = load_table(FORMS / "types-de-document.csv", FORMS / "types-de-document.yaml")
    assert told == []
    return found


@pytest.fixture(scope="module")
def search(table):
    return Search(table)


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["typed"]))
def test_the_right_document_comes_first(search, case):
    found = [row.key for row in search.find(case["typed"], 8)]

    assert found[:1] == ([case["first"]] if case["first"] else [])
    assert set(case.get("among", ())) <= set(found)


def test_the_list_has_what_people_send(table):
    assert len(table.rows) >= 45
    assert all("autre document" not in row.label for row in table.rows.values())
    assert sum("particulier" in row["profils"] for row in table.rows.values()) >= 45


@pytest.mark.parametrize("kept", range(72))
def test_every_document_is_found_by_its_whole_name(table, search, kept):
    row = list(table.rows.values())[kept]

    assert search.find(row.label, 8)[0] == row


def test_only_rows_that_pass_are_given(search):
    found = search.find("carte", 8, lambda row: "exploitant" in row["profils"])

    assert [row.key for row in found] == ["carte-identite", "carte-grise", "titre-invalidite"]


def test_when_the_best_rows_do_not_pass_the_next_ones_are_given(search):
    found = search.find("bulletin de mutation", 8, lambda row: "particulier" in row["profils"])

    assert found[0].key == "bulletin-salaire"


@pytest.mark.parametrize(("at_most", "given"), [(0, 0), (1, 1), (3, 3), (-1, 0)])
def test_no_more_rows_than_asked_are_given(search, at_most, given):
    assert len(search.find("attestation", at_most)) == given


def table_of(*labels, names=()):
    rows = {
        str(number): Row(str(number), label, {"names": tuple(names)})
        for number, label in enumerate(labels)
    }
    return Table(
        name="t", title="t", key="k", label="l", search=("l", "names"), columns={}, rows=rows,
        history={},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lyon", ["Lyon", "Lyons-la-Forêt", "Grand Lyon"]),
        ("oeuvre", ["Œuvre"]),
        ("ŒUVRE", ["Œuvre"]),
        ("foret lyons", ["Lyons-la-Forêt"]),
        ("mans", ["Le Mans"]),
        ("le mans", ["Le Mans"]),
        ("étienne", ["Saint-Étienne"]),
        ("saint-etienne", ["Saint-Étienne"]),
        ("E\u0301tienne", ["Saint-Étienne"]),
    ],
)
def test_rows_are_ranked_by_how_well_they_answer(typed, found):
    search = Search(table_of("Grand Lyon", "Lyons-la-Forêt", "Lyon", "Œuvre", "Le Mans",
                             "Saint-Étienne"))  # fmt: skip

    assert [row.label for row in search.find(typed, 8)] == found


@pytest.fixture(scope="module")
def many():
    parts = ["saint", "mont", "ville", "bourg", "roche", "cham", "beau", "neuve"]
    ends = ["martin", "germain", "pierre", "aubin", "loup", "remy", "denis", "andre", "jean"]
    return Search(
        table_of(*(f"{parts[n % 8]}-{ends[n % 9]}-sur-r{n % 4001}aie" for n in range(40_000)))
    )


@pytest.mark.parametrize(
    "typed",
    [
        "saint", "s", "sant martain", "bourg de r12aie", "x" * 10_000, "saint martin " * 1_000,
        " ".join(f"sant{letter}" for letter in "abcdefghijkl"), "a b c d e f g h i j k l",
    ],
    ids=lambda typed: typed[:16],
)  # fmt: skip
def test_a_search_is_quick_among_forty_thousand_rows(many, typed):
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        many.find(typed, 8, lambda row: False)
        taken.append(time.perf_counter() - start)

    assert min(taken) < 0.2
