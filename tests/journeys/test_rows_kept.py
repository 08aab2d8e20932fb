"""The rows of tables that amounts came from, as a draft keeps them."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from engine.expressions.tables import Tables
from engine.journeys.computing import changed_rows, rows_kept
from engine.tables import Row, Table, load_table
from tests.journeys.walking import plan

FILES = Path(__file__).parent / "tables"
TODAY = date(2026, 11, 24)


def brackets() -> Table:
    found, told = load_table(FILES / "quotients.csv", FILES / "quotients.yaml")
    assert told == []
    assert found is not None
    return found


def test_each_bracket_of_a_key_is_kept_as_itself():
    table = brackets()
    whole = replace(plan("- {step: un, title: Un, intro: Bonjour.}"), tables={"quotients": table})
    tables = Tables({"quotients": table}, {})
    for _above, row in tables.brackets("quotients", "cantine", None):
        tables.cell("quotients", row, "tarif")

    kept = rows_kept(tables.used or {}, (), whole, TODAY)

    assert [(one["above"], one["value"]) for one in kept] == [("0", "1.00"), ("800", "3.75")]
    assert changed_rows(kept, whole) == []


def test_a_bracket_that_was_edited_is_told_and_its_neighbour_is_not():
    table = brackets()
    before, after = table.history["cantine"]
    edited = Row(after.key, after.label, {**after.columns, "tarif": 4})
    tables = Tables({"quotients": table}, {})
    for row in (before, after):
        tables.cell("quotients", row, "tarif")
    whole = replace(plan("- {step: un, title: Un, intro: Bonjour.}"), tables={"quotients": table})
    kept = rows_kept(tables.used or {}, (), whole, TODAY)
    now = replace(table, history=MappingProxyType({"cantine": (before, edited)}))

    changed = changed_rows(kept, replace(whole, tables={"quotients": now}))

    assert [(one["above"], worth) for one, worth in changed] == [("800", ("4", ""))]
