"""Files that cannot be taken: each said by its name, the others kept, nothing half done."""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest

from engine.storage import StorageFullError, Stored
from engine.storage.base import Readable
from engine.storage.folder import Folder
from tests import samples
from tests.web.client import Client, Page, Sent
from tests.web.conftest import on_both
from tests.web.depot import JPEG, PDF, draft_of, to_files, to_hub
from tests.web.site import Site

MEGABYTE = 1024 * 1024


def add(client: Client, *files: Sent) -> Page:
    """From the start to the files of a document, and send some."""
    to_hub(client)
    to_files(client)
    return client.press("ajouter", {"pages": files})


def names(page: Page) -> list[str]:
    """The files that the page lists, in order."""
    return [
        str(one.text_content()) for one in page.tree.xpath("//li[@class='file']//a[@class='name']")
    ]


def weighing(size: int) -> bytes:
    """A PDF of so many bytes."""
    head = samples.pdf()
    return head + b"\n%" + b"0" * (size - len(head) - 8) + b"\n%%EOF"


def test_a_file_must_be_chosen_to_be_added(lea: Client) -> None:
    page = add(lea)

    assert page.status == 422
    assert page.errors == ["Sélectionnez un fichier."]


def test_a_document_without_file_is_not_complete(lea: Client) -> None:
    to_hub(lea)
    to_files(lea)

    page = lea.send()

    assert page.status == 422
    assert page.errors == ["Sélectionnez un fichier."]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.heic", samples.heic()),
        ("page.pdf", samples.html()),
        ("dessin.png", samples.svg()),
        ("lettre.docx", samples.docx()),
        ("texte.pdf", b"bonjour"),
        ("programme.jpg", b"\x7fELF" + bytes(400)),
    ],
)
def test_a_type_is_judged_by_the_content(
    site: Site, lea: Client, name: str, content: bytes
) -> None:
    page = add(lea, (name, content))

    assert page.status == 422
    assert page.errors == [
        f"Le fichier « {name} » n'est pas accepté. Formats acceptés : PDF, JPG, PNG."
    ]
    assert site.files() == []


def test_a_wrong_name_does_not_matter_when_the_content_is_right(lea: Client) -> None:
    page = add(lea, ("carte.exe", samples.pdf()))

    assert page.status == 200
    assert names(page) == ["carte.exe"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Le fichier « a.pdf » est vide."),
        (samples.truncated(samples.pdf()), "Le fichier « a.pdf » est illisible ou endommagé."),
        (samples.truncated(samples.jpeg()), "Le fichier « a.pdf » est illisible ou endommagé."),
        (samples.png_short_of_rows(), "Le fichier « a.pdf » est illisible ou endommagé."),
        (
            samples.encrypted_pdf(),
            (
                "Le PDF « a.pdf » est protégé par un mot de passe."
                " Enlevez la protection puis réessayez."
            ),
        ),
        (samples.png_bomb(), "L'image « a.pdf » est trop grande : 50 millions de pixels au plus."),
    ],
    ids=["empty", "cut PDF", "cut JPEG", "short PNG", "encrypted", "bomb"],
)
def test_a_file_that_cannot_be_used_is_refused(
    site: Site, lea: Client, content: bytes, sentence: str
) -> None:
    page = add(lea, ("a.pdf", content))

    assert page.status == 422
    assert page.errors == [sentence]
    assert site.files() == []
    assert site.count("upload") == 0


@on_both
def test_each_file_is_judged_by_itself(site: Site, lea: Client) -> None:
    page = add(lea, PDF, ("vide.png", b""), JPEG, ("x.svg", samples.svg()))

    assert page.errors == [
        "Le fichier « vide.png » est vide.",
        "Le fichier « x.svg » n'est pas accepté. Formats acceptés : PDF, JPG, PNG.",
    ]
    assert names(page) == ["carte.pdf", "verso.jpg"]
    assert site.count("upload") == 2


@on_both
def test_above_the_sum_a_file_is_refused_by_how_much_and_the_others_stay(lea: Client) -> None:
    half = ("un.pdf", weighing(2 * MEGABYTE))
    more = ("deux.pdf", weighing(MEGABYTE + MEGABYTE // 2))
    small = ("trois.pdf", weighing(MEGABYTE))

    page = add(lea, half, more, small)

    assert page.errors == [
        (
            "Le fichier « deux.pdf » pèse 1,5 Mo : il reste 1 Mo pour ce document. "
            "Il dépasse de 512 ko. Réduisez sa taille ou ajoutez-le à un autre document."
        )
    ]
    assert names(page) == ["un.pdf", "trois.pdf"]
    assert "3 Mo utilisés sur 3 Mo" in page.text


def test_the_sum_may_be_reached_to_the_byte(lea: Client) -> None:
    page = add(lea, ("juste.pdf", weighing(3 * MEGABYTE)))
    one_more = lea.press("ajouter", {"pages": [("a.png", samples.png())]})

    assert page.status == 200
    assert one_more.status == 422
    assert names(one_more) == ["juste.pdf"]


def test_twenty_files_at_most(lea: Client) -> None:
    files = [(f"{number}.png", samples.png(10 + number)) for number in range(21)]

    page = add(lea, *files)

    assert page.errors == [
        "Vous pouvez envoyer 20 fichiers au plus : « 20.png » n'a pas été ajouté."
    ]
    assert len(names(page)) == 20


def test_a_body_too_big_gives_a_page_with_the_way_back_and_loses_nothing(
    site: Site, lea: Client
) -> None:
    add(lea, PDF)
    address = lea.page.address

    page = lea.press("ajouter", {"pages": [("gros.pdf", bytes(33 * MEGABYTE))]})
    back = lea.follow("Revenir à la page")

    assert page.status == 413
    assert "Ce fichier est trop lourd" in page.text
    assert back.address == address
    assert names(back) == ["carte.pdf"]
    assert len(site.files()) == 1


@on_both
@pytest.mark.parametrize("says_all", [True, False], ids=["connection cut", "body cut"])
def test_an_interrupted_sending_keeps_nothing_by_half(
    site: Site, lea: Client, says_all: bool
) -> None:
    to_hub(lea)
    page = to_files(lea)
    body = (
        "--b\r\nContent-Disposition: form-data; name=_csrf\r\n\r\n"
        f"{page.value('_csrf')}\r\n--b\r\n"
        'Content-Disposition: form-data; name="pages"; filename="a.pdf"\r\n\r\n'
    ).encode() + weighing(600_000)
    length = str(len(body) + (100_000 if says_all else 0))

    answer = lea.ask(
        "POST",
        page.address,
        input_stream=BytesIO(body),
        content_type="multipart/form-data; boundary=b",
        environ_overrides={"CONTENT_LENGTH": length},
    )

    assert 400 <= answer.status < 500
    assert "L'envoi du fichier a été interrompu. Réessayez." in answer.text
    assert site.files() == []
    assert site.count("upload") == 0
    assert names(lea.open(page.address)) == []


@pytest.mark.parametrize("room", [0, 1], ids=["no room", "small picture only"])
@on_both
def test_a_full_disk_gives_a_page_and_leaves_nothing(site: Site, lea: Client, room: int) -> None:
    to_hub(lea)
    page = to_files(lea)
    site.give(storage=FullDisk(site.state / "uploads", room=[None] * room))

    refused = lea.press("ajouter", {"pages": [JPEG]})
    site.give(storage=Folder(site.state / "uploads"))

    assert refused.status == 503
    assert "Ce service est momentanément indisponible" in refused.text
    assert site.files() == []
    assert site.count("upload") == 0
    assert names(lea.open(page.address)) == []


@dataclass(frozen=True)
class FullDisk(Folder):
    """A folder on a disk that has room for so many files, and no more."""

    room: list[None] = field(default_factory=list)

    def save(self, stream: Readable, limit: int | None = None) -> Stored:
        """Keep a file while there is room."""
        if not self.room:
            raise StorageFullError("the disk is full")
        self.room.pop()
        return super().save(stream, limit)


def test_a_full_database_gives_a_page_and_leaves_nothing(site: Site, lea: Client) -> None:
    to_hub(lea)
    page = to_files(lea)
    database = site.desk.database
    ((pages,),) = database.rows("PRAGMA page_count")
    database.rows(f"PRAGMA max_page_count = {pages}")
    filler = "x" * 3_000

    refused = next(
        answer
        for answer in (
            lea.press("ajouter", {"pages": [(f"{filler}{n}.pdf", PDF[1])]}) for n in range(20)
        )
        if answer.status != 200
    )
    kept = len(site.files())
    database.rows("PRAGMA max_page_count = 1000000")

    assert refused.status == 503
    assert kept == site.count("upload") == len(names(lea.open(page.address)))


@on_both
def test_a_file_replaced_by_one_that_is_refused_stays(site: Site, lea: Client) -> None:
    page = add(lea, PDF)
    action = page.actions("remplacer:")[0]

    refused = lea.press(action, {"pages": [("b.pdf", b"")]})

    assert refused.status == 422
    assert names(refused) == ["carte.pdf"]
    assert len(site.files()) == 1


def test_a_file_name_is_shown_and_never_obeyed(site: Site, lea: Client) -> None:
    evil = "..\\..\\../../etc/<b>&amp;pass\u202eX: y;fdp.wd'é.pdf"

    page = add(lea, (evil, samples.pdf()))
    file = lea.http.get(page.tree.xpath("//a[@class='name']/@href")[0])

    assert names(page) == ["<b>&amp;passX: y;fdp.wd'é.pdf"]
    file.close()
    assert file.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert len(site.files()) == 1


def test_pages_for_a_step_without_files_are_left_aside(site: Site, lea: Client) -> None:
    to_hub(lea)
    page = lea.follow("Charger le document 1")

    answer = lea.post(page.address, {**page.values, "intitule": "carte"}, {"pages": [PDF]})

    assert answer.heading == "De quel type de document s'agit-il ?"
    assert site.files() == []


@pytest.mark.parametrize(
    "action", ["monter:x", "descendre:x", "retirer:x", "remplacer:x", "ajouter", "rien"]
)
def test_an_order_about_files_where_there_are_none_does_nothing(lea: Client, action: str) -> None:
    to_hub(lea)
    page = lea.follow("Charger le document 1")

    answer = lea.post(page.address, {**page.values, "intitule": "carte", "_action": action})

    assert answer.status < 500
    assert lea.open(draft_of(lea)).status == 200


@pytest.mark.parametrize("action", ["monter:x", "descendre:x", "retirer:x"])
def test_an_order_about_a_file_that_is_gone_is_said(lea: Client, action: str) -> None:
    page = add(lea, PDF)

    answer = lea.post(page.address, {**page.values, "_action": action}, {"pages": [("", b"")]})

    assert answer.errors == ["Ce fichier n'est plus dans la liste."]
    assert names(answer) == ["carte.pdf"]


def test_the_browser_is_given_the_words_of_the_author(
    forms: Path, open_site: Callable[..., Site]
) -> None:
    file = forms / "procedures" / "depot-de-documents.yaml"
    last = "              required: Sélectionnez un fichier.\n"
    own = "              type: Non à {{ name }}, oui à {{ formats }}.\n"
    file.write_text(file.read_text().replace(last, last + own))
    lea = open_site().client("lea")
    to_hub(lea)

    page = to_files(lea)

    (control,) = page.tree.xpath("//input[@type='file']")
    assert control.get("data-type") == "Non à {name}, oui à PDF, JPG, PNG."
    assert control.get("data-empty") == "Le fichier «\u00a0{name}\u00a0» est vide."
