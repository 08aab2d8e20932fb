"""A document as a CSV file."""

from engine.pages.documents import document_csv

CONTENT = {
    "title": "État",
    "number": "ER-1",
    "reference": "G-1",
    "lines": [{"label": "Nom", "value": "=1+1"}],
    "table": {"columns": ["Arrivée", "Taxe"], "rows": [["01/03/2026", "-1,50 €"], ["@x", "1;2"]]},
    "totals": [{"label": "Total", "value": "19,25 €"}],
}


def test_a_csv_file_opens_in_a_spreadsheet_and_holds_no_formula():
    text = document_csv(CONTENT)

    assert text.startswith("\ufeffÉtat\r\nER-1\r\nG-1\r\nNom;'=1+1\r\n")
    assert '01/03/2026;-1,50 €\r\n\'@x;"1;2"\r\n' in text
    assert text.endswith("Total;19,25 €\r\n")


def test_a_document_without_table_has_none():
    text = document_csv({**CONTENT, "table": None})

    assert "Arrivée" not in text
