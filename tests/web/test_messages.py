"""« Mes messages » : a person and the service write to each other, and nobody else reads it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.conftest import NOON
from tests.samples import pdf
from tests.web.client import Client, Page
from tests.web.conftest import on_both
from tests.web.depot import PDF, to_receipt
from tests.web.site import Site

MINE, DESK, WRITE = "/mes-messages", "/bureau/messages", "/demarches/message"
OTHER_SITE = "http://paysdesecrins.localhost"
ASKED = {"objet": "Mon attestation", "texte": "Bonjour,\nl'avez-vous reçue ?"}


def write(client: Client, **answers: str) -> Page:
    client.open(f"{WRITE}?nouveau=1")
    return client.send({**ASKED, **answers}, action="suivant")


def reply(client: Client, text: str) -> Page:
    """From the page of a thread."""
    client.follow("Répondre")
    return client.send({"texte": text})


def answer(site: Site, number: str, text: str = "Oui, hier.", hours: int = 1) -> Page:
    with time_machine.travel(NOON + timedelta(hours=hours), tick=False):
        agent = site.client("agent")
        agent.open(f"{DESK}/{number}")
        return agent.send({"texte": text}, action=None)


def number_of(page: Page) -> str:
    return page.address.rpartition("/")[2]


def said(page: Page) -> list[str]:
    return [str(one.text) for one in page.tree.xpath("//main//*[@class='said']")]


def mails(site: Site) -> list[str]:
    return [payload for (payload,) in site.rows("SELECT payload FROM effect WHERE kind = 'mail'")]


@on_both
def test_a_message_leads_to_its_exchange(site: Site) -> None:
    page = write(site.client("lea"))

    assert page.address.startswith(f"{MINE}/")
    assert page.heading == "Mon attestation"
    assert "Vous, mercredi 12 mars 2025 à 12 h 00" in page.text
    assert said(page) == [ASKED["texte"]]
    assert site.rows("SELECT count(*) FROM submission") == [(0,)]
    assert mails(site) == []


def test_without_messages_one_is_told_what_comes_here(lea: Client) -> None:
    page = lea.open(MINE)

    assert "Vous n'avez aucun message." in page.text
    assert page.link("Écrire un message") == WRITE


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"objet": " "}, "Indiquez l'objet de votre message."),
        ({"texte": ""}, "Rédigez votre message."),
        ({"texte": "é" * 5001}, "Le message ne doit pas dépasser 5 000 caractères"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    site: Site, lea: Client, answers: dict[str, str], error: str
) -> None:
    page = write(lea, **answers)

    assert page.status == 422
    assert [one for one in page.errors if one.startswith(error)]
    typed = {**ASKED, **answers}
    assert (page.value("objet") or "").strip() == typed["objet"].strip()
    assert (page.value("texte") or "").replace("\r\n", "\n") == typed["texte"]
    assert site.count("message") == 0


@on_both
def test_the_service_answers_and_the_person_replies(site: Site) -> None:
    lea = site.client("lea")
    number = number_of(write(lea))
    answer(site, number)

    listed = lea.open(MINE)
    read = lea.follow("Mon attestation")
    again = lea.open(MINE)
    lea.open(f"{MINE}/{number}")
    replied = reply(lea, "Merci beaucoup.")

    assert "1 message à lire" in listed.text
    assert said(read) == [ASKED["texte"], "Oui, hier."]
    assert "Alice Agent, Service de démonstration de Guichet" in read.text
    assert "à lire" not in again.text
    assert number_of(replied) == number
    assert said(replied) == [ASKED["texte"], "Oui, hier.", "Merci beaucoup."]
    assert site.count("thread") == 1


def test_the_person_is_told_by_mail_without_a_word_of_the_message(site: Site, lea: Client) -> None:
    number = number_of(write(lea))

    answer(site, number, "Confidentiel")

    (mail,) = mails(site)
    assert '"name":"message-recu"' in mail
    assert "lea@demo.test" in mail
    assert f"http://localhost{MINE}" in mail
    assert "Confidentiel" not in mail
    assert "attestation" not in mail


def test_unread_messages_are_counted_in_the_menu_and_on_the_dashboard(
    site: Site, lea: Client
) -> None:
    answer(site, number_of(write(lea)))

    page = lea.open("/tableau-de-bord")

    assert "1 non lu" in page.html
    assert "1 message à lire" in page.text


@on_both
def test_files_come_with_a_message_and_both_sides_read_them(site: Site) -> None:
    lea, agent = site.client("lea"), site.client("agent")
    lea.open(f"{WRITE}?nouveau=1")
    page = lea.send(ASKED, files={"fichiers": [("bail signé.pdf", pdf(2))]})

    address = page.link("bail signé.pdf")
    desk = agent.open(f"{DESK}/{number_of(page)}")
    files = [
        lea.http.get(address),
        agent.http.get(desk.link("bail signé.pdf")),
    ]

    assert "2 pages" in page.text
    for file in files:
        assert file.data == pdf(2)
        assert file.headers["Content-Disposition"].startswith("attachment")
        assert file.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert file.headers["Cache-Control"] == "private, no-store"


def test_a_file_that_is_refused_leaves_what_was_typed(site: Site, lea: Client) -> None:
    lea.open(f"{WRITE}?nouveau=1")

    page = lea.send(ASKED, files={"fichiers": [("virus.exe", b"MZ")]})

    assert page.status == 422
    assert page.value("objet") == ASKED["objet"]
    assert site.count("message") == 0


@on_both
def test_nobody_else_reaches_a_thread(site: Site) -> None:
    lea = site.client("lea")
    lea.open(f"{WRITE}?nouveau=1")
    page = lea.send(ASKED, files={"fichiers": [PDF]})
    number, file = number_of(page), page.link("carte.pdf")

    for other in (site.client("paul"), site.client("emma"), site.client("agent")):
        assert other.open(f"{MINE}/{number}").status == 404
        assert other.open(file).status == 404
    for person in (site.client("paul"), site.client("auteur"), lea):
        for address in (DESK, f"{DESK}/{number}", file.replace(MINE, DESK)):
            assert person.open(address).status == 404
        assert person.forge(f"{DESK}/{number}", {"texte": "Volé"}).status == 404
    for address in (MINE, f"{MINE}/{number}", file, DESK, f"{DESK}/{number}"):
        assert site.client().open(address).status == 401
    assert site.count("message") == 1


@on_both
def test_the_other_site_knows_nothing_of_it(site: Site) -> None:
    lea = site.client("lea")
    lea.open(f"{WRITE}?nouveau=1")
    page = lea.send(ASKED, files={"fichiers": [PDF]})
    number, file = number_of(page), page.link("carte.pdf")

    for person, root in (("lea", MINE), ("agent", DESK)):
        there = site.client()
        there.open(f"{OTHER_SITE}/_personnes")
        there.send({"personne": person}, action=None)
        opened = there.open(f"{OTHER_SITE}{root}")
        assert opened.status == 200
        assert "Mon attestation" not in opened.text
        assert there.open(f"{OTHER_SITE}{root}/{number}").status == 404
        assert there.open(f"{OTHER_SITE}{file.replace(MINE, root)}").status == 404


@pytest.mark.parametrize("thread", ["somebody", "nothing", "\0", "x" * 500])
def test_one_cannot_write_in_an_exchange_that_is_not_one_s_own(
    site: Site, lea: Client, thread: str
) -> None:
    number = number_of(write(lea)) if thread == "somebody" else thread
    paul = site.client("paul")
    paul.open(f"{WRITE}?fil={number.replace(chr(0), '%00')}")

    page = paul.send({"texte": "Coucou"})

    assert page.status == 422
    assert page.errors == ["Cet échange est introuvable. Écrivez un nouveau message."]
    assert page.value("texte") == "Coucou"
    assert site.rows("SELECT count(*) FROM message WHERE text = 'Coucou'") == [(0,)]


def test_an_address_may_say_anything_else(site: Site, lea: Client) -> None:
    page = lea.open(f"{WRITE}?nouveau=1&fil=&autre=1&site=x&account=y")
    sent = lea.send(ASKED)

    assert page.heading == "Écrire au service"
    assert sent.heading == "Mon attestation"
    assert site.rows("SELECT link FROM draft") == [("{}",)]


def test_what_one_is_typing_is_kept_from_the_first_page_on(site: Site, lea: Client) -> None:
    page = lea.open(f"{WRITE}?nouveau=1")
    data: dict[str, Any] = {**page.values, "texte": "Bonjour, je", "_action": "enregistrer"}
    kept = [
        lea.http.post(WRITE, data={**data, "_champ": "texte"}, headers={"HX-Request": "true"})
        for _ in range(2)
    ]

    again = lea.open(WRITE)
    lea.follow("Reprendre mon envoi")

    assert all("Enregistré à 12:00" in one.text for one in kept)
    assert site.count("draft") == 1
    assert "Écrire un message" in again.text
    assert lea.page.value("texte") == "Bonjour, je"
    assert said(lea.send({"objet": "Suite"})) == ["Bonjour, je"]
    assert site.rows("SELECT count(*) FROM draft WHERE submitted_at IS NULL") == [(0,)]


def test_a_draft_is_taken_up_in_its_own_exchange_only(site: Site, lea: Client) -> None:
    number = number_of(write(lea))
    page = lea.open(f"{WRITE}?fil={number}")
    data: dict[str, Any] = {**page.values, "texte": "Je réponds", "_action": "enregistrer"}
    lea.http.post(f"{WRITE}?fil={number}", data={**data, "_champ": "texte"})

    elsewhere = lea.open(WRITE)
    here = lea.open(f"{WRITE}?fil={number}")
    lea.follow("Reprendre mon envoi")

    assert elsewhere.value("texte") == ""
    assert "Reprendre mon envoi" in " ".join(here.links())
    assert lea.page.value("texte") == "Je réponds"
    assert said(lea.send())[-1] == "Je réponds"


def test_a_message_sent_twice_is_written_once(site: Site, lea: Client) -> None:
    page = lea.open(f"{WRITE}?nouveau=1")
    data: dict[str, Any] = {**page.values, **ASKED, "_action": "suivant"}

    first = lea.post(WRITE, data)
    second = lea.post(WRITE, data)

    assert first.heading == "Mon attestation"
    assert second.status == 200
    assert "Votre message est envoyé." in second.text
    assert site.count("message") == 1


def test_who_has_to_sign_in_again_finds_what_was_typed_in_the_same_exchange(
    site: Site, lea: Client
) -> None:
    number = number_of(write(lea))
    page = lea.open(f"{WRITE}?fil={number}")
    site.desk.database.change("DELETE FROM session")

    asked = lea.post(f"{WRITE}?fil={number}", {**page.values, "texte": "Suite"})
    again = lea.send({"courriel": "lea@demo.test", "mot_de_passe": "guichet-demo-2026"})

    assert asked.status == 401
    assert again.value("texte") == "Suite"
    assert number_of(lea.send()) == number


@on_both
def test_a_receipt_is_among_the_messages(site: Site) -> None:
    lea = site.client("lea")
    receipt = to_receipt(lea)
    (reference,) = receipt.tree.xpath("//*[@id='reference']/text()")

    listed = lea.open(MINE)
    page = lea.follow(f"Accusé de réception {reference}")

    assert "à lire" not in listed.text
    assert "Nous avons reçu « Envoyer des documents » le mercredi 12 mars" in page.text
    assert page.link("Voir l'accusé de réception") == f"/accuses/{reference}"
    assert site.count("thread") == 1


def test_what_nobody_in_particular_sends_makes_no_message(site: Site, nobody: Client) -> None:
    nobody.open("/demarches/banc")

    assert site.count("thread") == 0


def test_the_desk_has_those_who_wait_first_and_no_receipt(site: Site) -> None:
    paul, lea = site.client("paul"), site.client("lea")
    to_receipt(lea)
    number = number_of(write(lea))
    answer(site, number)
    write(paul, objet="Ma parcelle")
    agent = site.client("agent")

    page = agent.open(DESK)

    lines = [one.text_content() for one in page.tree.xpath("//main//li")]
    assert len(lines) == 2
    assert "Ma parcelle" in lines[0]
    assert "Paul Durand" in lines[0]
    assert "En attente de réponse" in lines[0]
    assert "Répondu" in lines[1]


def test_a_reply_to_a_receipt_comes_to_the_desk(site: Site, lea: Client) -> None:
    receipt = to_receipt(lea)
    (reference,) = receipt.tree.xpath("//*[@id='reference']/text()")
    lea.open(MINE)
    lea.follow("Accusé de réception")
    number = number_of(reply(lea, "J'ai oublié une page."))

    page = site.client("agent").open(f"{DESK}/{number}")

    assert f"Accusé de réception {reference}" in page.text
    assert said(page)[-1] == "J'ai oublié une page."


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("  ", "Rédigez votre réponse."),
        ("é" * 5001, "La réponse ne doit pas dépasser 5 000 caractères (elle en contient 5 001)."),
    ],
)
def test_an_answer_that_is_wrong_is_kept(site: Site, lea: Client, text: str, error: str) -> None:
    page = answer(site, number_of(write(lea)), text)

    assert page.status == 422
    assert page.errors == [error]
    assert page.title.startswith("Erreur")
    assert page.value("texte") == text.strip()
    assert site.count("message") == 1


def test_an_answer_after_another_is_not_sent_unseen(site: Site, lea: Client) -> None:
    number = number_of(write(lea))
    agent, other = site.client("agent"), site.client("admin")
    agent.open(f"{DESK}/{number}")
    other.open(f"{DESK}/{number}")
    agent.send({"texte": "La première"}, action=None)

    page = other.send({"texte": "La seconde"}, action=None)
    again = other.send(action=None)

    assert page.status == 409
    assert said(page)[-1] == "La première"
    assert page.value("texte") == "La seconde"
    assert said(again)[-2:] == ["La première", "La seconde"]


def test_nobody_answers_who_closed_their_account(site: Site, lea: Client) -> None:
    number = number_of(write(lea))
    site.desk.database.change(
        "UPDATE account SET closed_at = created_at WHERE email = 'lea@demo.test'"
    )

    page = site.client("agent").open(f"{DESK}/{number}")

    assert "Cette personne a fermé son compte" in page.text
    assert page.tree.xpath("//main//textarea") == []


def test_what_was_written_shows_as_text(site: Site, lea: Client) -> None:
    page = write(lea, texte="<b>gras</b> & [lien](/x)")

    assert said(page) == ["<b>gras</b> & [lien](/x)"]
    assert page.tree.xpath("//main//b") == []


def test_where_no_message_can_be_written_none_is_proposed(forms: Path, open_site: Any) -> None:
    (forms / "procedures" / "message.yaml").unlink()
    lea = open_site().client("lea")

    page = lea.open(MINE)

    assert "Écrire un message" not in page.links()
    assert page.status == 200
