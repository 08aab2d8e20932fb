"""The public pages of both sites, the personal space, and the guided tour over the dashboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Window
from tests.browser.steps import Visit

Look = Callable[[Page, str], None]
HOSTS = ("127.0.0.1", "paysdesecrins.localhost")
DASHBOARD = "/tableau-de-bord"
PUBLIC = {"home": "/", "help": "/aide", "tour": "/visite-guidee", "news": "/actualites",
          "tutorials": "/tutoriels"}  # fmt: skip


def continue_as(visit: Visit, person: str, path: str) -> Visit:
    """Sign in as a person of the demonstration, and go to a page."""
    visit.open("/_personnes")
    visit.page.locator(f"button[value={person}]").click()
    visit.page.wait_for_load_state()
    visit.open(path)
    return visit


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("name", PUBLIC)
def test_public_pages_are_sound(
    site: Site, open_window: Callable[..., Window], look: Look, host: str, name: str
):
    visit = Visit.of(open_window(), site.at(host))

    visit.open(PUBLIC[name])

    look(visit.page, f"{host} {name}")


@pytest.mark.parametrize("host", HOSTS)
def test_the_pages_of_a_person_are_sound(
    site: Site, open_window: Callable[..., Window], look: Look, host: str
):
    visit = continue_as(Visit.of(open_window(), site.at(host)), "lea", DASHBOARD)
    look(visit.page, f"{host} dashboard")

    visit.page.locator("summary").click()
    look(visit.page, f"{host} dashboard with its menu")

    visit.open("/mes-documents")
    look(visit.page, f"{host} documents")


def test_the_page_of_messages_is_sound(site: Site, open_window: Callable[..., Window], look: Look):
    visit = continue_as(Visit.of(open_window(), site), "emma", DASHBOARD)

    visit.follow("Mes messages", "Contact & échanges")

    look(visit.page, "contact and messages")


def test_a_tutorial_is_sound(site: Site, open_window: Callable[..., Window], look: Look):
    visit = Visit.of(open_window(), site.at(HOSTS[1]))

    visit.open("/tutoriels/se-connecter")

    look(visit.page, "tutorial")


def test_the_tour_is_led_by_the_keyboard_and_remembered(
    site: Site, open_window: Callable[..., Window], look: Look
):
    visit = continue_as(Visit.of(open_window(), site.at(HOSTS[1])), "paul", DASHBOARD)
    page, stage = visit.page, visit.page.locator(".stage")

    page.get_by_role("link", name="Faire la visite guidée").press("Enter")
    expect(stage).to_be_focused()
    expect(stage).to_contain_text("Visite guidée\u00a0: 1 sur")
    look(page, "tour over the dashboard")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(stage.locator("h2")).to_have_text("Mes documents")
    expect(page.locator("#bloc-documents")).to_have_class("block lines shown-by-tour")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("Escape")

    expect(stage).to_have_count(0)
    expect(page.get_by_role("link", name="Faire la visite guidée")).to_be_focused()
    page.reload()
    expect(page.get_by_role("link", name="Refaire la visite guidée")).to_be_visible()
    expect(page.get_by_role("button", name="Passer la visite")).to_have_count(0)


def test_the_tour_begins_on_the_dashboard_when_its_page_says_so(
    site: Site, open_window: Callable[..., Window]
):
    visit = continue_as(Visit.of(open_window(), site), "lea", "/visite-guidee")

    visit.follow("Suivre la visite sur le tableau de bord", "Mon espace privé")

    expect(visit.page.locator(".stage h2")).to_have_text("Ce qui vous attend")


def test_without_script_the_tour_is_a_page_and_can_be_refused(
    site: Site, open_window: Callable[..., Window]
):
    visit = continue_as(Visit.of(open_window(javascript=False), site), "emma", DASHBOARD)

    visit.page.get_by_role("link", name="Faire la visite guidée").click()
    visit.at("Visite guidée")
    visit.press("Ne plus me la proposer", "Mon espace privé")

    expect(visit.page.get_by_role("button", name="Passer la visite")).to_have_count(0)


def test_going_from_a_step_to_the_home_brings_its_style_sheet(
    site: Site, open_window: Callable[..., Window]
):
    visit = Visit.of(open_window(), site)
    visit.open("/mes-envois")

    visit.follow("Commencer une démarche", "Vos démarches en ligne")

    expect(visit.page.locator("link[href*='space']")).to_have_count(1)
