"""The whole deposit without a mouse: Tab, Enter, Space and the arrows, and a focus always seen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Window
from tests.browser.steps import (
    A_PDF,
    CARD,
    COUNT,
    EMAIL,
    FILES,
    KIND,
    NAME,
    PASSWORD,
    PERSON,
    RECEIVED,
    SUMMARY,
    Visit,
    hub_title,
)

# The control that has the focus, by its words, and the width of what shows it: an outline of its
# own, or that of what stands for it (the label of a choice, the face of a file control).
WHERE = """() => {
  const one = document.activeElement;
  const text = (box) => (box?.textContent || '').trim().replace(/\\s+/g, ' ');
  const words = text(one) || text(one.labels?.[0]) || one.getAttribute('aria-label') || '';
  const boxes = [one, one.labels?.[0], one.closest('.upload')?.firstElementChild];
  const widths = boxes.filter(Boolean).map((box) => {
    const style = getComputedStyle(box);
    return style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
  });
  return {words, shown: Math.max(...widths), kind: one.type || one.tagName.toLowerCase()};
}"""
MOST_STOPS = 40


def tab_to(page: Page, words: str, kind: str = "") -> None:
    """Press Tab until a control of these words has the focus; each stop on the way is seen."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(WHERE)
        if stop["kind"] == "body":
            continue  # on the way from the last control to the first, no control has the focus
        assert stop["shown"] >= 2, f"the focus is not seen on {stop}"
        if words in stop["words"] and kind in {"", stop["kind"]}:
            return
    pytest.fail(f"Tab never came to {words!r} on {page.url}")


def press(visit: Visit, words: str, key: str, then: str) -> None:
    """Come to a control, press a key, and wait for the page it leads to."""
    tab_to(visit.page, words)
    visit.page.evaluate("window.seen = true")
    visit.page.keyboard.press(key)
    visit.at(then)
    if visit.page.evaluate("window.seen === true"):
        # The page was exchanged: its heading takes the focus in a moment.
        expect(visit.page.locator("h1:focus")).to_be_attached()
    visit.page.wait_for_load_state()


def test_the_whole_deposit_needs_no_mouse(
    site: Site, open_window: Callable[..., Window], javascript: bool
):
    visit = Visit.of(open_window(javascript=javascript), site)
    keys = visit.page.keyboard
    visit.open("/demarches/depot-de-documents?nouveau=1")

    sign_in(visit)
    press(visit, "D'autres documents", "Space", COUNT)
    tab_to(visit.page, COUNT)
    keys.type("1")
    press(visit, "Suivant", "Enter", hub_title(1))
    press(visit, "Charger le document 1", "Enter", NAME)
    tab_to(visit.page, NAME)
    keys.type("carte d'identité")
    press(visit, "Suivant", "Enter", KIND)
    tab_to(visit.page, CARD)
    keys.press("Space")
    press(visit, "Suivant", "Space", PERSON)
    fill_person(visit)
    add_file(visit)
    press(visit, "Mon document 1 est complet", "Enter", hub_title(1))
    press(visit, "Continuer", "Enter", SUMMARY)
    tab_to(visit.page, "J'atteste")
    keys.press("Space")
    press(visit, "Transmettre", "Enter", RECEIVED)

    tab_to(visit.page, "Télécharger")


def sign_in(visit: Visit) -> None:
    """An address and a password, then what was asked for."""
    tab_to(visit.page, EMAIL)
    visit.page.keyboard.type("paul@demo.test")
    tab_to(visit.page, "Mot de passe")
    visit.page.keyboard.type(PASSWORD)
    press(visit, "Se connecter", "Enter", "Que souhaitez-vous envoyer ?")


def fill_person(visit: Visit) -> None:
    """The arrows go through the persons; a comment; the next page."""
    keys = visit.page.keyboard
    tab_to(visit.page, "Paul Durand", "radio")
    keys.press("Space")
    keys.press("ArrowDown")
    expect(visit.page.get_by_role("radio", name="Une autre personne")).to_be_checked()
    keys.press("ArrowUp")
    expect(visit.page.get_by_role("radio", name="Paul Durand")).to_be_checked()
    tab_to(visit.page, "Commentaire explicatif")
    keys.type("Ma carte")
    press(visit, "Suivant", "Enter", FILES)


def add_file(visit: Visit) -> None:
    """The keyboard opens the dialog of the system, where the test chooses for the person."""
    tab_to(visit.page, FILES)
    with visit.page.expect_file_chooser() as chooser:
        visit.page.keyboard.press("Enter")
    chooser.value.set_files(A_PDF)
    if not visit.has_scripts:
        tab_to(visit.page, "Ajouter un fichier")
        visit.page.keyboard.press("Enter")
    visit.lists(["carte.pdf"])


def test_a_box_that_is_alone_on_its_page_is_ticked_without_a_mouse(
    site: Site, open_window: Callable[..., Window]
):
    visit = Visit.of(open_window(), site)
    page = visit.page
    visit.open("/demarches/banc")
    page.get_by_label("Dataset").check()
    visit.press("Next", "Number of items")
    page.get_by_label("Number of items").fill("1")
    visit.press("Next", "Title")
    page.get_by_label("Title").fill("Bees of Brittany")
    visit.press("Next", "Who is responsible?")
    page.get_by_label("Responsible person").select_option("Ada Lovelace")
    page.get_by_label("Reason for the deposit").fill("Because")
    visit.press("Next", "Document")
    page.locator("input[type=file]").set_input_files(A_PDF)
    visit.lists(["carte.pdf"])
    visit.press("Next", "I attest that the information given is accurate.")

    tab_to(page, "I attest")
    page.keyboard.press("Space")

    press(visit, "Submit the deposit", "Enter", "Your submission is received")


def test_the_first_stop_skips_to_the_content(visit_at_home: Visit):
    page = visit_at_home.page

    page.keyboard.press("Tab")

    link = page.get_by_role("link", name="Aller au contenu")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_menu_of_the_person_opens_and_closes(site: Site, open_window: Callable[..., Window]):
    visit = Visit.of(open_window(), site).sign_in()
    tab_to(visit.page, "Léa Martin")

    visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_role("link", name="Mes envois")).to_be_visible()

    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Escape")
    expect(visit.page.get_by_role("link", name="Mes envois")).to_be_hidden()
    expect(visit.page.locator("summary")).to_be_focused()


@pytest.fixture
def visit_at_home(site: Site, open_window: Callable[..., Window]) -> Visit:
    """A person who has just come."""
    visit = Visit.of(open_window(), site)
    visit.open("/")
    return visit
