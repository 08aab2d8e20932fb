"""A person and the service write to each other, with scripts and without."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Window
from tests.browser.steps import A_JPEG, A_PDF, Visit

Look = Callable[[Page, str], None]
MINE, DESK, WRITE = "/mes-messages", "/bureau/messages", "/demarches/message"
WRITTEN = "Écrire au service"
SUBJECT = "Mon attestation de loyer"


def continue_as(window: Window, site: Site, person: str, path: str) -> Visit:
    """Sign in as a person of the demonstration, and go to a page."""
    visit = Visit.of(window, site)
    visit.open("/_personnes")
    visit.page.locator(f"button[value={person}]").click()
    visit.page.wait_for_load_state()
    visit.open(path)
    return visit


def write(visit: Visit, look: Look, how: str) -> None:
    """From the list of messages, write one with two files."""
    visit.follow("Écrire un message", WRITTEN)
    visit.press("Envoyer le message")
    visit.refused("Rédigez votre message.")
    look(visit.page, f"{how} message with errors")
    visit.page.get_by_label("Objet").fill(SUBJECT)
    visit.page.get_by_label("Message", exact=True).fill("Bonjour,\n\nl'avez-vous reçue ?")
    visit.add(A_PDF, A_JPEG, listed=["carte.pdf", "verso.jpg"])
    look(visit.page, f"{how} message with files")
    visit.press("Envoyer le message", SUBJECT)
    expect(visit.page.locator(".said")).to_have_count(1)


def answer(visit: Visit, look: Look, how: str) -> None:
    """From the list of the desk, answer the only message."""
    expect(visit.page.locator(".tag")).to_have_text("En attente de réponse")
    look(visit.page, f"{how} desk messages")
    visit.follow(SUBJECT, SUBJECT)
    visit.press("Envoyer la réponse")
    visit.refused("Rédigez votre réponse.")
    look(visit.page, f"{how} desk message with an error")
    visit.page.get_by_label("Votre réponse").fill("Bonjour Madame,\n\noui, nous l'avons reçue.")
    visit.press("Envoyer la réponse", SUBJECT)
    expect(visit.page.locator(".said")).to_have_count(2)
    look(visit.page, f"{how} desk message answered")


def reply(visit: Visit, look: Look, how: str) -> None:
    """From the list of messages, read the answer and reply."""
    expect(visit.page.locator(".tag")).to_have_text("1 message à lire")
    look(visit.page, f"{how} messages")
    visit.follow(SUBJECT, SUBJECT)
    look(visit.page, f"{how} exchange")
    visit.follow("Répondre", "Répondre au service")
    look(visit.page, f"{how} reply")
    visit.page.get_by_label("Message", exact=True).fill("Merci.")
    visit.press("Envoyer le message", SUBJECT)


@pytest.mark.parametrize("host", ["127.0.0.1", "paysdesecrins.localhost"])
def test_an_exchange(
    start_site: Callable[..., Site],
    open_window: Callable[..., Window],
    look: Look,
    javascript: bool,
    host: str,
):
    how = f"{host} {'with' if javascript else 'without'} script"
    site = start_site().at(host)
    emma = continue_as(open_window(javascript=javascript), site, "emma", MINE)
    look(emma.page, f"{how} no messages")

    write(emma, look, how)
    with emma.page.expect_download() as download:
        emma.page.get_by_role("link", name="carte.pdf").click()
    answer(continue_as(open_window(javascript=javascript), site, "agent", DESK), look, how)
    emma.open(MINE)
    reply(emma, look, how)

    assert download.value.suggested_filename == "carte.pdf"
    expect(emma.page.locator(".said")).to_have_text(
        [re.compile("reçue"), re.compile("nous l'avons"), "Merci."]
    )


def test_what_is_typed_is_saved_and_taken_up(site: Site, open_window: Callable[..., Window]):
    visit = continue_as(open_window(), site, "paul", f"{WRITE}?nouveau=1")
    visit.page.get_by_label("Message", exact=True).fill("Une longue question")
    visit.page.get_by_label("Message", exact=True).blur()
    visit.saved()

    visit.open("/mes-envois")
    visit.follow(re.compile("Reprendre mon envoi"), WRITTEN)
    expect(visit.page.get_by_label("Message", exact=True)).to_have_value("Une longue question")
    visit.page.get_by_label("Objet").fill("Ma parcelle")
    visit.press("Envoyer le message", "Ma parcelle")

    expect(visit.page.locator(".said")).to_have_text("Une longue question")
