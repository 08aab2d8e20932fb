"""The side preview in a real browser: it follows what is written and chosen, and is walked."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from engine.clock import now
from engine.services.opening import open_desk
from engine.services.studio import copies
from engine.settings import Settings
from tests.browser.conftest import ROOT, Site, Window
from tests.browser.steps import Visit
from tests.services.studio.test_copies import an_author

Look = Callable[[Page, str], None]
PATH = "procedures/depot-de-documents.yaml"
EDITED = "/studio/demarches/depot-de-documents"
ASKED = "Combien de documents souhaitez-vous envoyer"
CHANGED = 'document.dispatchEvent(new CustomEvent("guichet:changed", {detail: {revision: 1}}))'


def write(site: Site, before: str, after: str) -> None:
    """Save a change, as a view of the studio does."""
    given = {"STATE": str(site.state), "FORMS": str(ROOT / "forms"), "DEVELOPMENT": "yes"}
    desk = open_desk(Settings.of(given))
    desk.catalogue.look_only()
    try:
        copy = copies.open_copy(desk, an_author(), PATH)
        text = copy.text.replace(before, after, 1)
        assert text != copy.text
        copies.save(desk, an_author(), PATH, text, copy.revision, "essai", now())
    finally:
        desk.database.close()


def as_author(window: Window, site: Site) -> Page:
    """The page of an author."""
    visit = Visit.of(window, site)
    visit.open("/_personnes")
    visit.page.locator("button[value=auteur]").click()
    visit.page.wait_for_load_state()
    return visit.page


def test_the_preview_follows_what_is_written_and_chosen(
    own_site: Site, open_window: Callable[..., Window], look: Look
):
    window = open_window()
    page = as_author(window, own_site)
    page.goto(own_site.url(f"{EDITED}/tests?element=/steps/1/fields/0"))
    inside = page.frame_locator("#apercu")
    expect(inside.locator("h1")).to_contain_text(ASKED)

    write(own_site, ASKED, "Combien en envoyez-vous")
    page.evaluate(CHANGED)
    expect(inside.locator("h1")).to_contain_text("Combien en envoyez-vous")
    write(own_site, "title: Choix du nombre", "title: [Choix du nombre")
    page.evaluate(CHANGED)
    expect(inside.locator("#apercu-dit")).to_contain_text("Voici la dernière version lisible")
    expect(inside.locator("h1")).to_contain_text("Combien en envoyez-vous")
    write(own_site, "title: [Choix du nombre", "title: Choix du nombre")
    page.evaluate(CHANGED)
    expect(page.locator(".tests-list li").first).to_be_visible()
    look(page, "tests of a procedure, with its preview")


def test_the_preview_is_drawn_as_chosen_on_every_view(
    own_site: Site, open_window: Callable[..., Window], look: Look
):
    page = as_author(open_window(), own_site)
    page.goto(own_site.url(f"{EDITED}/tests?element=/steps/1/fields/0"))
    inside = page.frame_locator("#apercu")
    page.get_by_label("Montrer tous les messages").check()
    expect(inside.locator(".error-summary li").first).to_be_visible()
    page.get_by_label("Vu par").select_option("paul")
    expect(inside.locator("header")).to_contain_text("Paul Durand")
    page.locator("label[for=apercu-large]").click()
    assert page.locator("#apercu").bounding_box()["width"] < 600
    assert inside.locator("body").evaluate("() => innerWidth") == 1280
    page.goto(own_site.url(f"{EDITED}/image"))
    expect(inside.locator("header")).to_contain_text("Paul Durand")
    look(page, "picture of a procedure")
    link = page.locator(".plan a.card").nth(1)
    link.focus()
    assert "element=/steps/1" in str(link.get_attribute("href"))


def test_a_way_is_gone_and_kept_as_a_test(
    own_site: Site, open_window: Callable[..., Window], javascript: bool
):
    window = open_window(javascript=javascript)
    page = as_author(window, own_site)
    page.goto(own_site.url(f"{EDITED}/tests"))
    inside = page.frame_locator("#apercu")
    inside.get_by_role("button", name="d'autres documents").click()
    inside.get_by_label(ASKED).fill("1")
    inside.get_by_role("button", name="Suivant").click()
    expect(inside.locator("h1")).to_contain_text("Vous voulez transmettre")
    page.locator(".preview-keep summary").click()
    page.get_by_label("Que montre-t-il ?", exact=True).fill("un seul document")
    page.get_by_role("button", name="Garder", exact=True).click()

    expect(page.locator("#essais")).to_contain_text("1 test a été ajouté")
    added = page.locator(".tests-list li.right", has_text="un seul document")
    expect(added).to_have_count(1)
