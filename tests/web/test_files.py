"""Files in order, replaced, taken away and given back, all without script."""

import hashlib
from io import BytesIO

from PIL import Image

from tests.samples import jpeg, pdf, png
from tests.web.client import Client, Page
from tests.web.conftest import on_both
from tests.web.depot import JPEG, PDF, draft_of, to_files, to_hub
from tests.web.site import Site

A, B, C = (("a.pdf", pdf()), ("b.png", png(900, 900)), ("c.jpg", jpeg(900, 900)))


def with_three(client: Client) -> Page:
    """Three files received at once."""
    to_hub(client)
    to_files(client)
    return client.press("ajouter", {"pages": [A, B, C]})


def names(page: Page) -> list[str]:
    """The files in order."""
    return [str(one) for one in page.tree.xpath("//li[@class='file']//a[@class='name']/text()")]


def button(page: Page, order: str, position: int) -> str:
    """The button of one row."""
    row = page.tree.xpath("//li[@class='file']")[position]
    return str(row.xpath(f".//button[starts-with(@value, '{order}:')]/@value")[0])


@on_both
def test_files_are_moved_by_their_buttons(lea: Client) -> None:
    page = with_three(lea)

    up = lea.press(button(page, "monter", 2))
    down = lea.press(button(up, "descendre", 0))

    assert names(page) == ["a.pdf", "b.png", "c.jpg"]
    assert names(up) == ["a.pdf", "c.jpg", "b.png"]
    assert names(down) == ["c.jpg", "a.pdf", "b.png"]
    assert names(lea.open(page.address)) == names(down)


def test_the_first_does_not_go_up_nor_the_last_down(lea: Client) -> None:
    page = with_three(lea)

    assert len(page.actions("monter:")) == 2
    assert len(page.actions("descendre:")) == 2


@on_both
def test_a_file_taken_away_is_deleted(site: Site, lea: Client) -> None:
    page = with_three(lea)

    after = lea.press(button(page, "retirer", 1))

    assert names(after) == ["a.pdf", "c.jpg"]
    assert site.count("upload") == 2
    assert len(site.files()) == 3


@on_both
def test_a_file_replaced_keeps_its_place(site: Site, lea: Client) -> None:
    page = with_three(lea)

    after = lea.press(button(page, "remplacer", 1), {"pages": [("d.pdf", pdf(3))]})

    assert names(after) == ["a.pdf", "d.pdf", "c.jpg"]
    assert site.count("upload") == 3
    assert len(site.files()) == 4


def test_replacing_needs_a_file(lea: Client) -> None:
    page = with_three(lea)

    after = lea.press(button(page, "remplacer", 1))

    assert after.errors == ["Sélectionnez un fichier."]
    assert names(after) == ["a.pdf", "b.png", "c.jpg"]


def test_a_file_may_weigh_what_the_one_it_replaces_did(lea: Client) -> None:
    big = pdf() + b"\n%" + b"0" * 2_000_000 + b"\n%%EOF"
    to_hub(lea)
    to_files(lea)
    page = lea.press("ajouter", {"pages": [("gros.pdf", big)]})

    after = lea.press(button(page, "remplacer", 0), {"pages": [("aussi gros.pdf", big + b"\n")]})

    assert names(after) == ["aussi gros.pdf"]


def test_the_same_file_twice_is_taken_with_a_warning(lea: Client) -> None:
    to_hub(lea)
    to_files(lea)

    page = lea.press("ajouter", {"pages": [PDF, PDF]})

    assert page.status == 200
    assert len(names(page)) == 2
    assert "Vous avez déjà ajouté ce fichier. Voulez-vous vraiment l'envoyer deux fois" in page.text


def test_a_faint_picture_is_taken_with_a_warning(lea: Client) -> None:
    to_hub(lea)
    to_files(lea)

    page = lea.press("ajouter", {"pages": [("petit.png", png(100, 100))]})

    assert page.status == 200
    assert "L'image semble peu lisible. Vérifiez-la avant de continuer." in page.text


@on_both
def test_a_file_is_given_back_as_it_was_never_opened_by_the_browser(lea: Client) -> None:
    page = with_three(lea)
    for position, (name, content) in enumerate((A, B, C)):
        row = page.tree.xpath("//li[@class='file']")[position]

        response = lea.http.get(row.xpath(".//a/@href")[0])

        assert hashlib.sha256(response.data).digest() == hashlib.sha256(content).digest()
        assert response.headers["Content-Disposition"] == f"attachment; filename*=UTF-8''{name}"
        assert response.headers["Cache-Control"] == "private, no-store"
        assert "sandbox" in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_small_picture_is_drawn_anew(lea: Client) -> None:
    page = with_three(lea)
    addresses = page.tree.xpath("//li[@class='file']//img/@src")

    small = [lea.http.get(one) for one in addresses]

    assert len(small) == 2
    for one in small:
        assert one.mimetype == "image/jpeg"
        assert b"private" not in one.data
        assert max(Image.open(BytesIO(one.data)).size) == 160


def test_a_pdf_has_no_small_picture(lea: Client) -> None:
    page = with_three(lea)
    upload = button(page, "retirer", 0).partition(":")[2]

    assert lea.open(f"{draft_of(lea)}/-/vignettes/{upload}").status == 404


def test_asking_for_the_head_of_a_file_leaves_nothing_open(lea: Client) -> None:
    page = with_three(lea)
    address = page.tree.xpath("//li[@class='file']//a/@href")[0]

    response = lea.http.head(address)

    assert response.status_code == 200
    assert response.data == b""
    assert response.headers["Content-Length"] == str(len(A[1]))


def test_the_gauge_says_how_much_is_used(lea: Client) -> None:
    page = with_three(lea)

    assert page.tree.xpath("//meter/@max") == ["3145728"]
    assert page.tree.xpath("//meter/@value") == [str(sum(len(one[1]) for one in (A, B, C)))]
    assert "utilisés sur 3 Mo" in page.text.replace("\u00a0", " ")


def test_files_and_going_on_may_be_one_gesture(lea: Client) -> None:
    to_hub(lea)
    to_files(lea)

    page = lea.send(files={"pages": [PDF, JPEG]})

    assert page.heading == "Vous voulez transmettre 1 document"
