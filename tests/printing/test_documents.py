"""A document made of answers: lines, a table of many rows, totals."""

from io import BytesIO

import pikepdf
import pypdf
import pytest

from engine.printing import document_pdf

COLUMNS = ["Arrivée", "Départ", "Nuits", "Taxe"]


def content(rows=3, **changed):
    usual = {
        "name": "etat", "language": "fr", "title": "État récapitulatif – mars 2026",
        "number": "ER-2026-03-0001", "reference": "G-2026-000001-K",
        "received_at": "mercredi 1er avril 2026 à 9 h 05", "accent": "#7a1f4b",
        "service": {"name": "Service", "address": ["1 place"], "phone": "04", "email": "a@b"},
        "lines": [{"label": "Hébergement", "value": "Gîte des Écrins"}],
        "table": {
            "title": "Séjours", "columns": COLUMNS,
            "rows": [["01/03/2026", "08/03/2026", "7", f"{n},50 €"] for n in range(rows)],
        },
        "totals": [{"label": "Total à reverser", "value": "19,25 €"}],
        "note": "Chiffres de démonstration.",
    }  # fmt: skip
    return {**usual, **changed}


def pages(data):
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages]


def test_a_document_says_its_lines_its_table_and_its_totals():
    (text,) = pages(document_pdf(content()))

    for said in ("État récapitulatif", "ER-2026-03-0001", "G-2026-000001-K", "Gîte des Écrins",
                 *COLUMNS, "2,50 €", "Total à reverser", "19,25 €", "Chiffres de"):  # fmt: skip
        assert said in text, said


def test_a_document_is_tagged_and_says_its_language_and_title():
    with pikepdf.open(BytesIO(document_pdf(content()))) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "fr"
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == "État récapitulatif – mars 2026"
            assert metadata["pdfuaid:part"] == "1"


def test_a_thousand_rows_have_their_headings_on_each_page():
    texts = pages(document_pdf(content(1_000)))

    assert len(texts) > 10
    assert all("Arrivée" in text for text in texts[:10])
    assert all("Page" in text for text in texts)


def test_the_same_content_gives_the_same_bytes():
    assert document_pdf(content()) == document_pdf(content())


@pytest.mark.parametrize(
    "text", ["#panic()", "$x$", "*a*", "= Titre", '"guillemets"', "\\u{41}", "é\0è"]
)
def test_a_text_is_never_read_as_code(text):
    shown = pages(document_pdf(content(lines=[{"label": "Nom", "value": f"début {text} fin"}])))

    assert "début" in shown[0]
    assert "fin" in shown[0]


@pytest.mark.parametrize("name", ["table", "totals", "lines", "note", "service", "reference"])
def test_what_is_missing_is_left_out(name):
    bare = {key: value for key, value in content().items() if key != name}

    assert len(pages(document_pdf(bare))) == 1
    assert len(pages(document_pdf({**bare, name: None}))) == 1
