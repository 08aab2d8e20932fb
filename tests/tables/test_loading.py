"""Reading a table, and telling what is wrong in it."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import engine.tables
from engine.expressions import DATE, DECIMAL, INTEGER, TEXT, TEXTS, YES_NO
from engine.i18n import catalogue, gettext
from engine.tables import load_table

DESCRIPTION = """\
table: tarifs
title: Les tarifs
key: code
label: nom
search: [nom, autres]
columns:
  code: text
  nom: text
  autres: texts
  places: {type: integer, optional: true}
  prix: {type: decimal, optional: true}
  depuis: {type: date, optional: true}
  ouvert: {type: yes_no, optional: true}
"""
HEADER = "code;nom;autres;places;prix;depuis;ouvert\n"
DATED = """\
key: code
label: code
from: debut
to: fin
columns: {code: text, prix: decimal, debut: date, fin: date}
"""


def loaded(folder, data, description=DESCRIPTION):
    (folder / "tarifs.csv").write_bytes(data if isinstance(data, bytes) else data.encode())
    (folder / "tarifs.yaml").write_text(description, "utf-8")
    return load_table(folder / "tarifs.csv", folder / "tarifs.yaml")


def faults(told):
    return [(one.code, one.span.start.line, one.span.start.column) for one in told]


def test_each_column_has_the_type_that_was_said(tmp_path):
    line = "01000;Bourg;Ain | Bresse;1 200;12,50;31/12/2026;oui\n"

    table, told = loaded(tmp_path, HEADER + line)

    assert told == []
    assert (table.name, table.title, table.search) == ("tarifs", "Les tarifs", ("nom", "autres"))
    assert table.columns == {
        "code": TEXT, "nom": TEXT, "autres": TEXTS, "places": INTEGER, "prix": DECIMAL,
        "depuis": DATE, "ouvert": YES_NO,
    }  # fmt: skip
    assert table.rows["01000"].label == "Bourg"
    assert dict(table.rows["01000"]) == {
        "code": "01000", "nom": "Bourg", "autres": ("Ain", "Bresse"), "places": 1200,
        "prix": Decimal("12.50"), "depuis": date(2026, 12, 31), "ouvert": True,
    }  # fmt: skip


def test_an_empty_cell_is_left_out_and_an_empty_list_is_empty(tmp_path):
    table, _ = loaded(tmp_path, HEADER + "a;A;;;;;\n")

    assert dict(table.rows["a"]) == {"code": "a", "nom": "A", "autres": ()}


@pytest.mark.parametrize(
    "data",
    [
        HEADER + "a;Été;;;;;\n",
        b"\xef\xbb\xbf" + (HEADER + "a;Été;;;;;\n").encode(),
        HEADER.replace(";", ",") + "a,Été,,,,,\n",
        HEADER.replace(";", "\t") + "a\tÉté\t\t\t\t\t\n",
        (HEADER + "a;Été;;;;;").replace("\n", "\r\n"),
        HEADER + '\n  \n"a"; "Été" ;;;;;\n\n',
        HEADER + "a;E\u0301te\u0301;;;;;\n",
    ],
    ids=["semicolon", "mark", "comma", "tab", "crlf", "quoted", "apart"],
)
def test_the_usual_ways_of_writing_a_table_are_read(tmp_path, data):
    table, told = loaded(tmp_path, data)

    assert told == []
    assert [(row.key, row.label) for row in table.rows.values()] == [("a", "Été")]


def test_a_quoted_cell_may_hold_anything(tmp_path):
    table, _ = loaded(tmp_path, HEADER + 'a;"l\'un; l\'""autre""\nenfin";;;;;\nb;B;;;;;\n')

    assert table.rows["a"].label == "l'un; l'\"autre\"\nenfin"
    assert list(table.rows) == ["a", "b"]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("", [("D186", 1, 1)]),
        (b"code;nom\xe9", [("D180", 1, 9)]),
        (HEADER + 'a;"A;;;;;\n', [("D180", 2, 3)]),
        (HEADER + 'a;"A"B;;;;;\n', [("D180", 2, 3)]),
        (HEADER.replace("places", "plases"), [("D182", 1, 17), ("D182", 1, 1)]),
        (HEADER.replace("autres", "nom"), [("D182", 1, 10), ("D182", 1, 1)]),
        (HEADER + "a;A;;;;\n", [("D183", 2, 1)]),
        (HEADER + "a;A;;;;;;\n", [("D183", 2, 1)]),
        (HEADER + "a;A;;3,5;;;\n", [("D184", 2, 6)]),
        (HEADER + "a;A;;;1e9;;\n", [("D184", 2, 7)]),
        (HEADER + "a;A;;;;31/02/2026;\n", [("D184", 2, 8)]),
        (HEADER + "a;A;;;;;peut-être\n", [("D184", 2, 9)]),
        (HEADER + "a;A;;x;y;;\n", [("D184", 2, 6), ("D184", 2, 8)]),
        (HEADER + "a;A;;;;;\nb;B;;;;;\na;C;;;;;\n", [("D185", 4, 1)]),
        (HEADER + ";A;;;;;\n", [("D186", 2, 1)]),
        (HEADER + "a;;;;;;\n", [("D186", 2, 3)]),
        (HEADER + 'a;"A\nA";;;;;\nb;;;;;;\n', [("D186", 4, 3)]),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path, data, found):
    table, told = loaded(tmp_path, data)

    assert table is None
    assert faults(told) == found


@pytest.mark.parametrize(
    ("right", "wrong", "suggestion"),
    [
        ("key: code", "key: cod", "code"),
        ("label: nom", "label: places", None),
        ("search: [nom", "serch: [nom", "search"),
        ("search: [nom", "search: [non", "nom"),
        ("prix: {type: decimal", "prix: {type: decimals", "decimal"),
        ("prix: {type: decimal, optional", "prix: {type: decimal, optionnal", "optional"),
        ("key: code\n", "", None),
        ("autres: texts", "autres: [a]", None),
    ],
)
def test_a_fault_beside_the_table_is_told(tmp_path, right, wrong, suggestion):
    table, told = loaded(tmp_path, HEADER, DESCRIPTION.replace(right, wrong, 1))

    assert table is None
    assert told[0].code == "D181"
    assert told[0].suggestion == suggestion


@pytest.mark.parametrize("description", ["", "[a]", "a: [", "text"])
def test_what_is_no_description_is_told(tmp_path, description):
    table, told = loaded(tmp_path, HEADER, description)

    assert table is None
    assert told


def test_a_missing_file_is_told(tmp_path):
    table, told = load_table(tmp_path / "a.csv", tmp_path / "a.yaml")

    assert table is None
    assert [one.code for one in told] == ["D180", "D180"]


def test_a_key_may_come_back_at_another_time(tmp_path):
    lines = "code;prix;debut;fin\na;2;2026-01-01;\na;1;2025-01-01;2025-12-31\n"

    table, told = loaded(tmp_path, lines, DATED)

    assert told == []
    assert table.rows["a"]["prix"] == 2
    assert table.at("a", date(2025, 12, 31))["prix"] == 1
    assert table.at("a", date(2026, 1, 1))["prix"] == 2
    assert table.at("a", date(2024, 1, 1)) is None
    assert table.at("b", date(2024, 1, 1)) is None


def test_two_rows_of_a_key_for_one_day_are_told(tmp_path):
    lines = "code;prix;debut;fin\na;2;2025-12-31;\na;1;2025-01-01;2025-12-31\n"

    _, told = loaded(tmp_path, lines, DATED)

    assert faults(told) == [("D185", 2, 1)]


def test_a_row_that_ends_before_it_begins_is_told(tmp_path):
    _, told = loaded(tmp_path, "code;prix;debut;fin\na;2;2026-01-01;2025-12-31\n", DATED)

    assert faults(told) == [("D184", 2, 1)]


def test_no_more_than_a_hundred_faults_are_told(tmp_path):
    _, told = loaded(tmp_path, HEADER + "a;A\n" * 5_000)

    assert len(told) == 100


def test_faults_are_said_in_french(tmp_path):
    _, told = loaded(tmp_path, HEADER + "a;A;;x;;;\n")

    said = gettext("fr", told[0].message, **told[0].values)

    assert said.startswith("«\u00a0x\u00a0» dans la colonne «\u00a0places\u00a0»")


def test_every_fault_has_its_french_sentence():
    said = [
        message
        for path in Path(engine.tables.__file__).parent.glob("*.py")
        for message in re.findall(r'_\(\s*"([^"]+)"\s*\)', path.read_text("utf-8"))
    ]

    assert len(said) > 15
    assert [message for message in said if catalogue("fr").gettext(message) == message] == []
