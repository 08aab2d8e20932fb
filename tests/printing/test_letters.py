"""The letters that bear codes, one page each."""

from io import BytesIO

import pikepdf
import pypdf
import pytest

from engine.i18n import gettext
from engine.printing import letters_pdf
from engine.printing.letters import qr_svg
from engine.services.letters import STEPS, TEXTS

LINK = "https://taxe.exemple.fr/activation"
LONG = "Communauté de communes des vallées et des hauts plateaux du Pays des Écrins, service"


def content(number=1, language="fr", **changed):
    known = {
        "service": "Service de la taxe", "site": "TAXESEJOUR", "phone": "04 00 00 00 00",
        "address": "taxe.exemple.fr/activation", "privacy": "taxe.exemple.fr/confidentialite",
    }  # fmt: skip
    labels = {name: gettext(language, text, **known) for name, text in TEXTS.items()}
    labels["steps"] = [gettext(language, text, **known) for text in STEPS]
    usual = {
        "title": "Activez votre compte", "language": language, "accent": "#3a4a8c",
        "day": "lundi 2 mars 2026", "link": LINK, "labels": labels,
        "service": {
            "name": "Service de la taxe", "address": ["2 place de l'Exemple", "05000 Gap"],
            "email": "taxe@exemple.fr", "phone": "04 00 00 00 00", "hours": "de 9 h à 12 h",
        },
        "letters": [letter(one) for one in range(number)],
    }  # fmt: skip
    return {**usual, **changed}


def letter(number=0, **changed):
    usual = {
        "to": [f"Camille Roux {number}", "12 chemin des Mélèzes", "05340 Vallouise-Pelvoux"],
        "reference": f"Nos références : H-{number}",
        "code": f"ABCD-EFGH-JKM{number % 10}",
        "until": "vendredi 1er mai 2026",
    }
    return {**usual, **changed}


def pages(data):
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_letter_is_a_page_of_its_own(language):
    found = pages(letters_pdf(content(3, language)))

    assert len(found) == 3
    for number, page in enumerate(found):
        assert f"Camille Roux {number}" in page
        assert page.count("ABCD-EFGH-JKM") == 1


def test_a_letter_stays_on_its_page_however_long_its_texts_are():
    service = {
        "name": LONG, "address": [LONG, LONG], "email": "e" * 60, "phone": "0" * 30, "hours": LONG,
    }  # fmt: skip
    to = ["n" * 120, "a" * 60, "b" * 60, "c" * 60, "05340 " + "d" * 60, "P" * 60]

    found = pages(letters_pdf(content(letters=[letter(to=to), letter()], service=service)))

    assert len(found) == 2
    assert "ABCD-EFGH-JKM0" in found[0].replace("\n", "")


def test_letters_are_tagged_and_their_picture_has_words():
    with pikepdf.open(BytesIO(letters_pdf(content()))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("fr")
        words = [str(one.Alt) for one in pdf.objects if has_alt(one)]
        assert [one.encode().decode() for one in words] == [
            "Code QR qui mène à taxe.exemple.fr/activation"
        ]


def has_alt(one):
    return isinstance(one, pikepdf.Dictionary) and "/Alt" in one


def test_the_code_is_in_a_face_where_no_sign_is_like_another():
    reader = pypdf.PdfReader(BytesIO(letters_pdf(content())))
    faces = []

    def look(text, _current, _matrix, font, size):
        if "ABCD-EFGH" in text:
            faces.append((font["/BaseFont"], round(size)))

    reader.pages[0].extract_text(visitor_text=look)

    ((face, size),) = faces
    assert "DejaVuSansMono" in face
    assert size == 14


def test_what_no_font_draws_is_shown_as_a_box_and_nothing_is_code():
    (page,) = pages(letters_pdf(content(letters=[letter(to=["#pagebreak() 王 *x*"])])))

    assert "#pagebreak() □ *x*" in page


def test_a_picture_is_that_of_its_address():
    assert qr_svg(LINK) == qr_svg(LINK)
    assert qr_svg(LINK) != qr_svg(f"{LINK}?code=ABCDEFGHJKMN")
    assert qr_svg(LINK).startswith("<?xml")
