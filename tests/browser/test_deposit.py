"""The deposit from its first page to its receipt, on each database, with scripts and without."""

import hashlib
import re
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import Site, Window, serving
from tests.browser.steps import COUNT, NAME, SUMMARY, Visit, hub_title, sent
from tests.samples import jpeg, pdf
from tests.servers import Inbox

RECTO = sent("recto.jpg", jpeg(1000, 800))
VERSO = sent("verso.jpg", jpeg(900, 900))
CARD = sent("carte.pdf", pdf(2))
LETTER = sent("courrier été.pdf", pdf(3))
DRAFT = sent("brouillon.pdf", pdf(1))
KEPT = (VERSO, LETTER, CARD)  # what is left in the end, in their order, of both documents
TWO_LINES = "Renouvellement de ma carte.\nElle a été perdue."


@pytest.fixture
def whole_site(empty_url: str, inbox: Inbox, tmp_path: Path) -> Iterator[Site]:
    """A site of its own on each database, which sends its mails for real."""
    with serving(tmp_path, {"DATABASE_URL": empty_url, "SMTP_URL": inbox.url}) as site:
        yield site


def test_a_deposit_goes_from_its_first_page_to_its_receipt(
    whole_site: Site, inbox: Inbox, open_window: Callable[..., Window], javascript: bool
):
    visit = Visit.of(open_window(javascript=javascript), whole_site)

    fill_two_documents(visit)
    remove_the_third(visit)
    change_then_attest_again(visit)
    reference = visit.send()

    check_screen(visit.page, reference)
    check_document(downloaded(visit.page), reference)
    check_mail(first_mail(inbox), reference, visit.page.url)
    check_list(visit, reference)


def fill_two_documents(visit: Visit) -> None:
    visit.sign_in().begin(3).load(1).name("carte didentite").kind()
    visit.other_person("Dupont", "Zoé", TWO_LINES)
    arrange_files(visit)
    visit.complete(1, 3).load(2).name("lettre").kind("un autre document").person("Karim Benali")
    visit.add(CARD, listed=["carte.pdf"]).complete(2, 3)


def arrange_files(visit: Visit) -> None:
    visit.add(RECTO, DRAFT, VERSO, listed=["recto.jpg", "brouillon.pdf", "verso.jpg"])
    visit.press("Monter verso.jpg")
    visit.lists(["recto.jpg", "verso.jpg", "brouillon.pdf"])
    visit.replace("brouillon.pdf", LETTER, ["recto.jpg", "verso.jpg", "courrier été.pdf"])
    visit.press("Supprimer recto.jpg")
    visit.lists(["verso.jpg", "courrier été.pdf"])


def remove_the_third(visit: Visit) -> None:
    expect(visit.page.locator(".missing")).to_contain_text("Il reste 1 document à compléter.")
    visit.follow("Supprimer Document 3", "Supprimer « Document 3 » ?")
    visit.press("Supprimer", hub_title(2))


def change_then_attest_again(visit: Visit) -> None:
    visit.to_summary().attest()
    visit.follow(f"Modifier {NAME}", NAME)
    visit.page.get_by_label(NAME).fill("carte d'identité")
    visit.press("Suivant", SUMMARY)
    expect(visit.page.get_by_label("J'atteste")).not_to_be_checked()
    visit.press(re.compile("^Transmettre ces 2 documents$"))
    visit.refused("Cochez la case pour attester l'exactitude de vos renseignements.")
    visit.attest()


def short(file: object) -> str:
    assert isinstance(file, dict)
    return hashlib.sha256(file["buffer"]).hexdigest()[:12]


def check_screen(page: Page, reference: str) -> None:
    main = page.locator("main")
    assert re.fullmatch(r"[A-Z]-\d{4}-\d{6}-[A-Z0-9]", reference)
    expect(main).to_contain_text("(heure de Paris)")
    expect(main).to_contain_text("Zoé Dupont")
    expect(main).to_contain_text("carte d'identité")
    expect(main).to_contain_text("Service de démonstration de Guichet")
    assert main.locator(".kept .name").all_inner_texts() == [file["name"] for file in KEPT]
    assert main.locator(".kept code").all_inner_texts() == [short(file) for file in KEPT]
    assert TWO_LINES in main.inner_text()


def downloaded(page: Page) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger l'accusé (PDF)").click()
    return Path(download.value.path()).read_bytes()


def check_document(data: bytes, reference: str) -> None:
    document = PdfReader(BytesIO(data))
    text = " ".join(" ".join(page.extract_text() for page in document.pages).split())
    catalog = document.trailer["/Root"]
    assert catalog["/Lang"].startswith("fr")
    assert catalog["/MarkInfo"]["/Marked"]
    assert reference in text
    assert re.search(r"\d\d? \w+ 20\d\d à \d\d? h \d\d", text)
    assert "heure de Paris" in text
    assert "Service de démonstration de Guichet" in text
    for file, pages in zip(KEPT, (1, 3, 2), strict=True):
        assert re.search(rf"{file['name']} {pages} .*?{short(file)}", text), text


def first_mail(inbox: Inbox) -> EmailMessage:
    """The mail of the receipt, once it is there: there is one, among those that tell of others."""
    found: list[EmailMessage] = []
    for _ in range(200):
        found = [one for one in inbox.messages if "a bien été reçu" in str(one["Subject"])]
        if found:
            break
        time.sleep(0.1)
    (message,) = found
    return message


def check_mail(message: EmailMessage, reference: str, address: str) -> None:
    body = message.get_body(("plain",))
    assert body is not None
    assert message["To"] == "lea@demo.test"
    assert reference in message["Subject"]
    assert reference in body.get_content()
    assert address in body.get_content()
    assert list(message.iter_attachments()) == []
    assert "Dupont" not in message.as_string()


def check_list(visit: Visit, reference: str) -> None:
    visit.follow("Mes envois", "Mes envois")
    expect(visit.page.locator("main")).to_contain_text("Vous n'avez pas d'envoi en cours.")
    expect(visit.page.locator("main")).to_contain_text(f"Référence {reference}")
    visit.follow(re.compile("^Envoyer des documents"))
    expect(visit.page.locator("#reference")).to_have_text(reference)


def test_a_second_draft_lives_beside_the_first(
    site: Site, open_window: Callable[..., Window], javascript: bool
):
    visit = Visit.of(open_window(javascript=javascript), site)
    visit.sign_in("Paul Durand").press("D'autres documents", COUNT)
    visit.open("/demarches/depot-de-documents?nouveau=1")

    visit.begin(2)

    visit.open("/demarches/depot-de-documents")
    visit.at("Envoyer des documents")
    assert visit.page.get_by_role("link", name="Reprendre mon envoi").count() >= 2
    visit.follow("Reprendre mon envoi", hub_title(2))
