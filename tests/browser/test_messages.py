"""A person and the service write to each other, with scripts and without."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Window
from tests.browser.steps import A_JPEG, A_PDF, Visit

Look = Callable[[Page, str], None]
MINE, DESK, WRITE = "/mes-messages", "/bureau/messages", "/demarches/message"
HOSTS = ("127.0.0.1", "paysdesecrins.localhost")
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


def write(visit: Visit, text: str = "Bonjour,\n\nl'avez-vous reçue ?") -> None:
    """From the list of messages, write the first one."""
    visit.follow("Écrire un message", WRITTEN)
    visit.page.get_by_label("Objet").fill(SUBJECT)
    visit.page.get_by_label("Message", exact=True).fill(text)
    visit.add(A_PDF, A_JPEG, listed=["carte.pdf", "verso.jpg"])
    visit.press("Envoyer le message", SUBJECT)
    expect(visit.page.locator(".said")).to_have_count(1)


def answer(visit: Visit, text: str = "Bonjour Madame,\n\noui, nous l'avons reçue.") -> None:
    """From the list of the desk, answer that message."""
    visit.follow(SUBJECT, SUBJECT)
    visit.page.get_by_label("Votre réponse").fill(text)
    visit.press("Envoyer la réponse", SUBJECT)
    expect(visit.page.locator(".said")).to_have_count(2)


def test_an_exchange(own_site: Site, open_window: Callable[..., Window], javascript: bool):
    site = own_site
    emma = continue_as(open_window(javascript=javascript), site, "emma", MINE)

    write(emma)
    with emma.page.expect_download() as download:
        emma.page.get_by_role("link", name="carte.pdf").click()
    answer(continue_as(open_window(javascript=javascript), site, "agent", DESK))
    emma.open(MINE)
    expect(emma.page.locator(".tag")).to_have_text("1 message à lire")
    emma.follow(SUBJECT, SUBJECT)
    emma.follow("Répondre", "Répondre au service")
    emma.page.get_by_label("Message", exact=True).fill("Merci.")
    emma.press("Envoyer le message", SUBJECT)

    assert download.value.suggested_filename == "carte.pdf"
    expect(emma.page.locator(".said")).to_have_text(
        [re.compile("reçue"), re.compile("nous l'avons"), "Merci."]
    )


@pytest.mark.parametrize("host", HOSTS)
def test_the_pages_of_messages_are_sound(
    own_site: Site, open_window: Callable[..., Window], look: Look, host: str
):
    emma = continue_as(open_window(), own_site.at(host), "emma", MINE)
    look(emma.page, f"{host} no messages")

    emma.follow("Écrire un message", WRITTEN)
    emma.press("Envoyer le message")
    emma.refused("Rédigez votre message.")
    look(emma.page, f"{host} message with errors")
    emma.open(MINE)
    write(emma)
    look(emma.page, f"{host} exchange")
    emma.follow("Répondre", "Répondre au service")
    look(emma.page, f"{host} reply")


@pytest.mark.parametrize("host", HOSTS)
def test_the_pages_of_the_desk_are_sound(
    own_site: Site, open_window: Callable[..., Window], look: Look, host: str
):
    site = own_site.at(host)
    emma = continue_as(open_window(), site, "emma", MINE)
    write(emma)
    agent = continue_as(open_window(), site, "agent", DESK)
    expect(agent.page.locator(".tag")).to_have_text("En attente de réponse")
    look(agent.page, f"{host} desk messages")

    agent.follow(SUBJECT, SUBJECT)
    agent.press("Envoyer la réponse")
    agent.refused("Rédigez votre réponse.")
    look(agent.page, f"{host} desk message with an error")
    agent.open(DESK)
    answer(agent)
    emma.open(MINE)
    look(emma.page, f"{host} messages")


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
