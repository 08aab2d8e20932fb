"""Tables that changed beside a procedure: rows, cells, dates."""

from pathlib import Path

import pytest

from engine.differences import difference
from engine.tables import Table, load_table
from tests.differences.versions import version_of

TEXT = """\
procedure: taxe
title: Taxe
for: anyone
retention: {drafts: 1 day, submissions: 1 day, then: eliminate}
steps:
  - step: logement
    title: Logement
    fields:
      - {field: classe, type: text, label: Classe}
      - field: tarif
        type: computed
        label: Tarif
        shows: money
        compute: "lookup('tarifs', classe, 'montant')"
"""
DESCRIPTION = """\
title: Tarifs
key: code
label: nom
columns: {code: text, nom: text, montant: money, du: date, au: date}
from: du
to: au
"""
YEAR = "from 01/01/2025 to 31/12/"
ROWS = ["a,Palace,4.30,2025-01-01,2025-12-31", "b,Camping,0.60,2025-01-01,"]


def table_of(folder: Path, rows: list[str]) -> dict[str, Table]:
    folder.mkdir()
    (folder / "tarifs.csv").write_text("code,nom,montant,du,au\n" + "\n".join(rows) + "\n")
    (folder / "tarifs.yaml").write_text(DESCRIPTION)
    table, diagnostics = load_table(folder / "tarifs.csv", folder / "tarifs.yaml")
    assert table is not None, diagnostics
    return {"tarifs": table}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (ROWS, []),
        (
            ["a,Palace,4.60,2025-01-01,2025-12-31", ROWS[1]],
            ["row “Palace” from 01/01/2025 to 31/12/2025, montant: was €4.30, is €4.60"],
        ),
        (
            ["a,Palace,4.30,2025-01-01,2026-12-31", ROWS[1]],
            [f"row “Palace”: held {YEAR}2025, holds {YEAR}2026"],
        ),
        (
            [*ROWS, "a,Palace,5.00,2026-01-01,"],
            ["row “Palace” since 01/01/2026 added: montant: €5.00"],
        ),
        (ROWS[:1], ["row “Camping” since 01/01/2025 removed"]),
        (
            [ROWS[0], "b,Camping à la ferme,0.60,2025-01-01,"],
            ["row “Camping à la ferme” since 01/01/2025, nom: was Camping, is Camping à la ferme"],
        ),
    ],
)
def test_what_changed_in_a_table(tmp_path: Path, rows: list[str], told: list[str]) -> None:
    old = version_of(TEXT, table_of(tmp_path / "old", ROWS))
    new = version_of(TEXT, table_of(tmp_path / "new", rows))

    found = difference(old, new).changes

    said = [one.sentence("en").removeprefix("Table: table “Tarifs”, ") for one in found]
    assert said == told


def test_a_table_that_nothing_reads_is_not_told(tmp_path: Path) -> None:
    text = TEXT.replace("lookup('tarifs', classe, 'montant')", "2")
    old = version_of(text, table_of(tmp_path / "old", ROWS))
    new = version_of(text, table_of(tmp_path / "new", ROWS[:1]))

    found = difference(old, new)

    assert found.changes == ()


def test_of_many_changes_the_first_are_told_and_the_others_counted(tmp_path: Path) -> None:
    rows = [f"c{number},Classe {number},1.00,," for number in range(60)]
    old = version_of(TEXT, table_of(tmp_path / "old", rows))
    new = version_of(TEXT, table_of(tmp_path / "new", rows[:1]))

    found = difference(old, new).changes

    assert len(found) == 51
    assert found[-1].sentence("en") == "Table: table “Tarifs”, and 9 changes more"
