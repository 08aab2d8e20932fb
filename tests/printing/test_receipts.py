"""The receipt that people keep."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pikepdf
import pypdf
import pytest

from engine.printing import receipt_pdf

SERVICE = {
    "name": "Caisse de démonstration",
    "address": ["Service des dossiers", "12 rue des Tilleuls", "35000 Rennes"],
    "email": "contact@caisse.example",
    "phone": "02 99 00 00 00",
}


def content(**changed):
    usual = {
        "language": "fr",
        "title": "Accusé de réception de votre envoi",
        "reference": "DS-2025-004217-K",
        "received_at": "mercredi 12 mars 2025 à 14 h 32",
        "service": SERVICE,
        "summary": [document(number) for number in (1, 2, 3)],
        "files": [
            {"name": f"page-{n}.pdf", "pages": "2", "size": "1,2 Mo", "hash": "9f86 d081"}
            for n in range(3)
        ],
        "attestations": ["J'atteste que tous les renseignements fournis sont exacts."],
        "next": "Votre envoi va être examiné.",
        "accent": "#7a1f4b",
    }
    return {**usual, **changed}


def document(number):
    said = {
        "Nom du document": "carte", "Type de document": "Carte nationale d'identité",
        "Personne concernée": "Léa Martin", "Commentaire": "Renouvellement, recto et verso.",
    }  # fmt: skip
    rows = [{"label": label, "value": value} for label, value in said.items()]
    return {"title": f"Document {number}", "rows": rows}


def row(value):
    return [{"title": "Réponses", "rows": [{"label": "Réponse", "value": value}]}]


def pages(data):
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages]


def test_a_usual_receipt_is_one_page_that_says_it_all():
    (text,) = pages(receipt_pdf(content()))

    for said in (
        "Accusé de réception de votre envoi", "DS-2025-004217-K", "14 h 32", "(heure de Paris)",
        "35000 Rennes", "contact@caisse.example", "02 99 00 00 00", "page-2.pdf", "9f86 d081",
        "Carte nationale d'identité", "Fichiers reçus", "Service chargé du dossier",
        "J'atteste que tous", "Votre envoi va être examiné.", "Page 1 sur 1",
    ):  # fmt: skip
        assert said in text


def test_a_receipt_is_tagged_and_says_its_language_and_title():
    with pikepdf.open(BytesIO(receipt_pdf(content()))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("fr")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Accusé de réception de votre envoi"


def test_the_same_content_gives_the_same_bytes():
    assert receipt_pdf(content()) == receipt_pdf(content())


def test_the_files_of_the_answers_are_listed_when_none_are_given():
    sent = {"name": "recto.pdf", "pages": 2, "size": "1 ko", "hash": "9f86", "url": "/x"}
    rows = [{"label": "Pages", "value": "", "files": [sent]}]

    (text,) = pages(receipt_pdf(content(files=None, summary=None,
                                        sections=[{"title": None, "rows": rows}])))  # fmt: skip

    assert text.count("recto.pdf") == 2
    assert "9f86" in text


def test_fixed_words_can_be_given():
    (text,) = pages(receipt_pdf(content(language="en", labels={"files": "Papers"})))

    assert "Papers" in text
    assert "Service in charge" in text
    assert "Page 1 of 1" in text


@pytest.mark.parametrize(
    "text",
    [
        '#import "x.typ": *', "#panic()", '#read("/etc/passwd")', "= Title", "*bold* _it_ `raw`",
        "<label> @reference", "$x^2$ \\ // no comment", "{{ 7 * 7 }} [a] {b}", '"quoted"',
    ],
)  # fmt: skip
def test_a_text_is_never_read_as_code(text):
    (shown,) = pages(receipt_pdf(content(summary=row(text), title=text)))

    assert shown.count(text) == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("zéro\u0000 cloche\u0007", "zéro cloche"),
        ("facture\u202efdp.exe", "facturefdp.exe"),
        ("une 😀 et 漢字", "une □ et □□"),
        ("seul \ud800 ici", "seul ici"),
        ("e\u0301t\u00e9", "été"),
        ("Đặng Ngọc, Łódź, Ĳssel, œuvre", "Đặng Ngọc, Łódź, Ĳssel, œuvre"),
        ("ligne 1\r\nligne 2", "ligne 1\nligne 2"),
        ("1\u202f234,50\u00a0€", "1 234,50 €"),
    ],
)
def test_what_no_font_draws_is_replaced_or_dropped(text, shown):
    (printed,) = pages(receipt_pdf(content(summary=row(text))))

    said = " ".join(printed.replace("\u202f", " ").replace("\u00a0", " ").split())
    assert " ".join(shown.split()) in said


@pytest.mark.parametrize("text", ["مرحبا بالعالم", "שלום עולם", "e" + "\u0301" * 500])
def test_other_scripts_are_drawn(text):
    assert len(pages(receipt_pdf(content(summary=row(text))))) == 1


def test_ten_thousand_letters_without_a_space_stay_on_the_paper():
    with pikepdf.open(BytesIO(receipt_pdf(content(summary=row("m" * 10_000))))) as pdf:
        assert len(pdf.pages) > 2

    assert sum(text.count("m" * 10) for text in pages(receipt_pdf(content(summary=row("m" * 500)))))


def test_two_hundred_answers_take_several_numbered_pages():
    rows = [{"label": f"Question {n}", "value": f"Réponse {n}"} for n in range(200)]

    found = pages(receipt_pdf(content(summary=[{"title": "Réponses", "rows": rows}])))

    assert f"Page 2 sur {len(found)}" in found[1]
    assert all(any(f"Réponse {n}" in text for text in found) for n in range(200))


@pytest.mark.parametrize(
    "bare",
    [
        {}, {"title": "\u0000"}, {"title": "x", "language": "?", "accent": "red"},
        {"files": [{}]}, {"summary": [{"title": "", "rows": []}]}, {"service": {"name": "A"}},
        {"service": {"phone": "1", "name": "A", "hours": "9 h"}}, {"files": [{"pages": None}]},
        {"next": ["a", "b"]}, {"labels": None, "service": None},
    ],
)  # fmt: skip
def test_what_is_missing_is_left_out(bare):
    assert len(pages(receipt_pdf(bare))) == 1


def test_several_can_be_drawn_at_once():
    with ThreadPoolExecutor(4) as people:
        drawn = list(people.map(lambda n: receipt_pdf(content(reference=f"R-{n}")), range(12)))

    assert all(f"R-{n}" in pages(data)[0] for n, data in enumerate(drawn))
