"""The summary, the sending, the receipt on screen and as a PDF, the mail."""

import hashlib
from datetime import timedelta
from email.parser import BytesParser
from email.policy import default
from io import BytesIO

import pytest
from pypdf import PdfReader

from engine.database.effects import DELAYS
from engine.services.worker import deliveries_of, run_once
from tests.conftest import NOON
from tests.servers import Inbox
from tests.web.client import Client
from tests.web.conftest import on_both
from tests.web.depot import JPEG, PDF, START, to_hub, to_receipt, to_summary
from tests.web.site import Site

CHANGED = (
    "Vos réponses ont changé depuis l'affichage de cette page. Vérifiez-les et attestez de nouveau."
)
ATTEST = "Cochez la case pour attester l'exactitude de vos renseignements."


def short(content: bytes) -> str:
    """The head of a fingerprint, as it is shown."""
    return hashlib.sha256(content).hexdigest()[:12]


def words_of(document: bytes) -> str:
    """The words of a PDF, without its blanks and its ends of lines."""
    return "".join(
        "".join(page.extract_text() for page in PdfReader(BytesIO(document)).pages).split()
    )


def reference_of(client: Client) -> str:
    """The reference of the receipt that is shown."""
    return str(client.page.tree.xpath("string(//*[@id='reference'])"))


def test_the_summary_shows_every_answer_and_where_to_change_it(lea: Client) -> None:
    page = to_summary(lea, files=[PDF, JPEG])

    for text in (
        "1. carte",
        "Carte nationale d'identité",
        "Léa Martin",
        "Renouvellement",
        "verso.jpg",
    ):
        assert text in page.text
    assert sum(label.startswith("Modifier") for label in page.links()) == 7


def test_the_box_is_never_ticked_beforehand(lea: Client) -> None:
    page = to_summary(lea)

    assert page.tree.xpath("//input[@name='conformite']/@checked") == []


def test_what_is_not_attested_is_not_sent(site: Site, lea: Client) -> None:
    to_summary(lea)

    page = lea.send(action="transmettre")

    assert page.status == 422
    assert page.errors == [ATTEST]
    assert site.count("submission") == 0


@on_both
def test_after_a_change_one_attests_again(site: Site, lea: Client) -> None:
    old = to_summary(lea)
    lea.open(f"{START}/documents/1/nature")
    lea.send({"intitule": "autre nom"})

    page = lea.post(old.address, {**old.values, "conformite": "oui", "_action": "transmettre"})
    again = lea.send({"conformite": "oui"}, action="transmettre")

    assert page.status == 409
    assert CHANGED in page.text
    assert "autre nom" in page.text
    assert page.tree.xpath("//input[@name='conformite']/@checked") == []
    assert again.heading == "Votre envoi est bien reçu"
    assert "autre nom" in again.text


def test_what_was_attested_is_kept_with_its_text_version_and_time(site: Site, lea: Client) -> None:
    to_receipt(lea)

    ((attested, version, received),) = site.rows(
        "SELECT attestations, version, received_at FROM submission"
    )

    assert "J'atteste que tous les renseignements" in attested
    assert f'"version":{version}' in attested.replace(" ", "")
    assert "2025-03-12T11:00:00" in attested
    assert str(received).startswith("2025-03-12")


@on_both
def test_the_receipt_says_when_what_and_to_whom(lea: Client) -> None:
    page = to_receipt(lea, files=[PDF, JPEG])

    for text in (
        "mercredi 12 mars 2025 à 12 h 00", "heure de Paris", "carte.pdf", "2 pages", "verso.jpg",
        short(PDF[1]), short(JPEG[1]), "Service de démonstration de Guichet", "01 00 00 00 00",
        "1 place de l'Exemple", "J'atteste", "Votre envoi est transmis au service", "l…@demo.test",
    ):  # fmt: skip
        assert text in page.text.replace("\u00a0", " "), text
    assert "lea@demo.test" not in page.text


def test_references_follow_one_another(site: Site, lea: Client) -> None:
    first, second = (reference_of(lea) for _ in range(2) if to_receipt(lea))

    assert first.startswith("G-2025-000001-")
    assert second.startswith("G-2025-000002-")


@on_both
def test_the_receipt_as_a_pdf_says_the_same(lea: Client) -> None:
    to_receipt(lea, files=[PDF, JPEG])
    reference = reference_of(lea)

    response = lea.http.get(f"/accuses/{reference}.pdf")
    text = words_of(response.data)
    document = PdfReader(BytesIO(response.data))

    assert response.mimetype == "application/pdf"
    assert f"accuse-{reference}.pdf" in response.headers["Content-Disposition"]
    for one in (
        reference, "mercredi12mars2025à12h00", "carte.pdf", "verso.jpg", short(PDF[1]),
        short(JPEG[1]), "ServicededémonstrationdeGuichet",
        "0100000000", "service@demo.test", "J'atteste",
    ):  # fmt: skip
        assert one in text.replace("’", "'"), one
    assert document.trailer["/Root"]["/Lang"] == "fr"
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_the_receipt_of_a_receipt_that_is_not_there_is_not_found(lea: Client) -> None:
    found = [lea.open(f"/accuses/G-2025-000009-A{end}").status for end in ("", ".pdf", ".txt")]

    assert found == [404, 404, 404]


def test_my_submissions_list_what_is_begun_and_what_is_sent(lea: Client) -> None:
    to_receipt(lea)
    reference = reference_of(lea)
    to_hub(lea)

    page = lea.open("/mes-envois")

    assert page.heading == "Mes envois"
    assert reference in page.text
    assert "Reprendre mon envoi – Envoyer des documents" in " ".join(page.links())
    assert (
        "vendredi 11 avril 2025" in page.text.replace("\u00a0", " ") or "11 avril 2025" in page.text
    )
    assert lea.follow("Envoyer des documents").heading == "Votre envoi est bien reçu"


def test_nobody_has_an_empty_list(nobody: Client) -> None:
    page = nobody.open("/mes-envois")

    assert "Rien de transmis pour l'instant" in page.text


def test_a_deposit_without_account_has_its_receipt_and_no_mail(site: Site, nobody: Client) -> None:
    nobody.open("/demarches/banc")
    for answers in (
        {"kind": "thesis"}, {"count": "2"}, {"title": "A thesis"},
        {"person": "p1", "reason": "It is done"},
    ):  # fmt: skip
        nobody.send(answers)
    nobody.send(files={"document": [PDF]})
    page = nobody.send({"attest": "oui"})

    assert page.address.startswith("/accuses/G-2025-000001-")
    assert page.tree.get("lang") == "en"
    assert site.count("effect") == 0


def test_the_mail_is_kept_as_a_file_and_read_in_development(site: Site, lea: Client) -> None:
    to_receipt(lea)
    reference = reference_of(lea)
    deliveries = deliveries_of(site.desk.settings)

    done = run_once(site.desk.database, deliveries, lambda: NOON)
    (file,) = (site.state / "mails").glob("*.eml")
    message = BytesParser(policy=default).parsebytes(file.read_bytes())
    lea.open("/_mails")
    shown = lea.follow(str(message["Subject"]))

    assert done == 1
    assert message["To"] == "lea@demo.test"
    assert reference in shown.text
    assert f"http://localhost/accuses/{reference}" in shown.text
    assert "carte" not in str(message)


@on_both
def test_the_mail_goes_through_a_real_server_once(site: Site, lea: Client, inbox: Inbox) -> None:
    to_receipt(lea)
    deliveries = deliveries_of(
        site.desk.settings.__class__.of(
            {"SMTP_URL": inbox.url, "STATE": str(site.state), "SECRET_KEY": "x" * 40}
        )
    )

    done = [run_once(site.desk.database, deliveries, lambda: NOON) for _ in range(2)]

    assert done == [1, 0]
    (message,) = inbox.messages
    assert message["To"] == "lea@demo.test"
    assert reference_of(lea) in str(message["Subject"])


@on_both
def test_a_mail_server_that_is_down_loses_nothing_and_is_said_in_the_end(
    site: Site, lea: Client, caplog: pytest.LogCaptureFixture
) -> None:
    receipt = to_receipt(lea)
    settings = site.desk.settings.__class__.of(
        {"SMTP_URL": "smtp://127.0.0.1:1", "STATE": str(site.state), "SECRET_KEY": "x" * 40}
    )
    time = NOON

    for delay in (timedelta(), *DELAYS):
        time += delay
        assert "n'a pas pu être envoyé" not in lea.open(receipt.address).text
        run_once(site.desk.database, deliveries_of(settings), lambda at=time: at)
    page = lea.open(receipt.address)

    assert (
        "Votre envoi est enregistré. Le courriel de confirmation n'a pas pu être envoyé à "
        "l…@demo.test ; l'accusé reste disponible ici. Vérifiez votre adresse."
    ) in page.text.replace("\u00a0", " ")
    assert "lea@demo.test" not in caplog.text


def test_with_script_the_receipt_is_loaded_with_its_own_head(lea: Client) -> None:
    page = to_summary(lea)
    boxes = dict.fromkeys(page.tree.xpath("//main//input[@type='checkbox']/@name"), "oui")
    data = {**page.values, **boxes, "_action": "transmettre"}

    answer = lea.http.post(page.address, data=data, headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert lea.open(answer.headers["HX-Redirect"]).tree.xpath("//*[@id='reference']")
