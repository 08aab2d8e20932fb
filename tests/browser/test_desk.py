"""The desk of agents: what waits, and the ways to it."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Window
from tests.browser.steps import Visit

Look = Callable[[Page, str], None]


def continue_as(window: Window, site: Site, person: str, path: str) -> Visit:
    """Sign in as a person of the demonstration, and go to a page."""
    visit = Visit.of(window, site)
    visit.open("/_personnes")
    visit.page.locator(f"button[value={person}]").click()
    visit.page.wait_for_load_state()
    visit.open(path)
    return visit


def test_the_desk_says_what_waits_and_leads_to_it(
    site: Site, open_window: Callable[..., Window], look: Look, javascript: bool
):
    how = f"desk {'with' if javascript else 'without'} script"
    window = open_window(javascript=javascript)
    paul = continue_as(window, site, "paul", "/demarches/message?nouveau=1")
    paul.page.get_by_label("Objet").fill("Ma parcelle")
    paul.page.get_by_label("Message", exact=True).fill("Bonjour ?")
    paul.press("Envoyer le message", "Ma parcelle")

    admin = continue_as(open_window(javascript=javascript), site, "admin", "/bureau")
    expect(admin.page.locator(".door")).to_have_count(8)
    expect(admin.page.get_by_text(re.compile("attend(ent)? une réponse"))).to_be_visible()
    look(admin.page, how)
    admin.follow(re.compile("Messages reçus"), "Messages reçus")
    admin.follow("Bureau des agents", "Bureau des agents")
