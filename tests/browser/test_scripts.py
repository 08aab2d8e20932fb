"""What scripts add to pages that work without: exchanges, saving, focus, search, files."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Site, Window
from tests.browser.steps import (
    A_JPEG,
    A_PDF,
    CARD,
    COUNT,
    KIND,
    NAME,
    SUMMARY,
    Visit,
    hub_title,
    sent,
)
from tests.samples import encrypted_pdf, pdf

FOCUSED = ":focus"


@pytest.fixture
def visit(open_window: Callable[..., Window], site: Site) -> Visit:
    """A person with scripts on the first page of the deposit."""
    return Visit.of(open_window(), site).sign_in()


def mark(page: Page) -> None:
    """Put on the window something that a new load of the page would take away."""
    page.evaluate("window.seen = true")


def is_marked(page: Page) -> bool:
    """Whether the page was not loaded again since."""
    return bool(page.evaluate("window.seen === true"))


def test_going_on_and_back_exchanges_the_page_without_loading_it(visit: Visit):
    mark(visit.page)

    visit.begin(2)
    address, title = visit.page.url, visit.page.title()
    visit.follow("Précédent", COUNT)

    assert is_marked(visit.page)
    assert re.search(r"/documents$", address)
    assert title.startswith("Vous voulez transmettre 2 documents")
    assert re.search(r"/nombre$", visit.page.url)
    assert visit.page.title().startswith(COUNT)


def test_the_focus_goes_to_the_heading_then_to_the_summary_of_errors(visit: Visit):
    visit.press("D'autres documents", COUNT)

    expect(visit.page.locator(f"h1{FOCUSED}")).to_have_text(COUNT)

    visit.press("Suivant")

    expect(visit.page.locator(f"[data-error-summary]{FOCUSED}")).to_be_visible()
    assert visit.page.title().startswith("Erreur\u00a0: ")


def test_a_link_of_the_summary_of_errors_leads_to_its_field(visit: Visit):
    visit.begin().load().name().kind().press("Suivant")
    visit.refused("Sélectionnez la personne")

    visit.follow("Rédigez un commentaire")
    expect(visit.comment).to_be_focused()

    visit.follow("Sélectionnez la personne")
    expect(visit.page.get_by_role("radio", name="Léa Martin")).to_be_focused()


def test_a_field_is_checked_when_it_is_left(visit: Visit):
    visit.begin().load()
    field = visit.page.get_by_label(NAME)

    field.fill("ab")
    field.press("Tab")

    expect(visit.page.locator("#message-intitule")).to_contain_text("entre 3 et 30 caractères")
    expect(field).to_have_attribute("aria-invalid", "true")

    field.fill("carte")
    field.press("Tab")

    expect(visit.page.locator("#message-intitule")).to_be_empty()
    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_fields_come_and_go_as_answers_change(visit: Visit):
    visit.begin().load().name().kind()
    mark(visit.page)

    visit.page.get_by_role("radio", name="Une autre personne").check()
    expect(visit.page.get_by_label("Prénom")).to_be_visible()

    visit.page.get_by_role("radio", name="Léa Martin").check()
    expect(visit.page.get_by_label("Prénom")).to_have_count(0)
    assert is_marked(visit.page)


def test_the_search_answers_while_one_types(visit: Visit):
    visit.begin().load().name("xyzxyz")
    expect(visit.page.get_by_role("radio")).to_have_count(1)

    visit.page.get_by_role("searchbox").press_sequentially("carte didantite")
    visit.page.get_by_role("searchbox").fill("carte didantite")

    expect(visit.page.get_by_role("radio", name=CARD)).to_be_visible()
    expect(visit.page.locator("#annonce")).to_contain_text("trouvée")
    expect(visit.page.get_by_role("searchbox")).to_be_focused()


def test_a_file_shows_how_far_it_is_then_its_row(visit: Visit):
    visit.begin().load().name().kind().person()
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    visit.page.route("**/fichiers", hold)

    visit.page.locator("input[type=file]").set_input_files(A_PDF)

    bar = visit.page.get_by_role("progressbar", name="Envoi de carte.pdf")
    expect(bar).to_be_visible()
    while not waiting:
        visit.page.wait_for_timeout(20)
    waiting[0].continue_()
    visit.lists(["carte.pdf"])
    expect(bar).to_have_count(0)
    expect(visit.page.locator("#annonce")).to_contain_text("carte.pdf est ajouté")


def test_a_file_refused_leaves_the_others(visit: Visit):
    visit.begin().load().name().kind().person()
    files = [A_PDF, sent("secret.pdf", encrypted_pdf()), A_JPEG]

    visit.page.locator("input[type=file]").set_input_files(files)

    visit.lists(["carte.pdf", "verso.jpg"])
    expect(visit.page.locator(".sending .error")).to_contain_text("protégé par un mot de passe")


def test_files_too_heavy_together_are_refused_one_by_one(visit: Visit):
    visit.begin().load().name().kind().person()
    heavy = pdf(1) + b"\n%" + b"0" * 2_000_000 + b"\n%%EOF"

    visit.page.locator("input[type=file]").set_input_files(
        [sent("un.pdf", heavy), sent("deux.pdf", heavy)]
    )

    visit.lists(["un.pdf"])
    error = visit.page.locator(".sending .error")
    expect(error).to_contain_text("Le fichier « deux.pdf » pèse 1,9 Mo : il reste 1,1 Mo")


def test_a_file_that_the_browser_refuses_is_told_in_the_words_of_the_server(visit: Visit):
    visit.begin().load().name().kind().person()

    visit.page.locator("input[type=file]").set_input_files(
        [sent("photo.heic", b"x"), sent("vide.pdf", b"")]
    )

    expect(visit.page.locator(".sending .error")).to_have_text(
        [
            "Le fichier « photo.heic » n'est pas accepté. Formats acceptés : PDF, JPG, PNG.",
            "Le fichier « vide.pdf » est vide.",
        ]
    )


def test_what_is_typed_is_saved_and_there_after_a_reload(visit: Visit):
    visit.begin().load().name().kind()

    visit.comment.fill("Deux lignes\net un 😀")
    visit.comment.press("Tab")
    visit.saved()
    visit.page.reload()

    expect(visit.comment).to_have_value("Deux lignes\net un 😀")


def test_characters_are_counted_as_the_server_counts_them(visit: Visit):
    visit.begin().load().name().kind()
    counter = visit.page.locator("#compte-commentaire")

    visit.comment.fill("é😀\n" + "x" * 100)
    expect(counter).to_have_text("Il reste 60 caractères")

    visit.comment.fill("x" * 164)
    expect(counter).to_contain_text("1 caractère de trop")

    visit.comment.fill("😀" * 163)
    expect(counter).to_have_text("Il reste 0 caractère")
    visit.person(comment="😀" * 163)


def test_the_browsers_own_back_and_forward_work(visit: Visit):
    visit.begin(2).load().name("carte")

    visit.page.go_back()
    visit.at(NAME)
    expect(visit.page.get_by_label(NAME)).to_have_value("carte")

    visit.page.go_back()
    visit.at(hub_title(2))

    visit.page.go_forward()
    visit.at(NAME)

    visit.press("Suivant", KIND)


def test_the_summary_is_left_and_found_again(visit: Visit):
    visit.begin().document().to_summary()

    visit.follow(f"Modifier {NAME}", NAME)
    visit.page.get_by_label(NAME).fill("pa")
    visit.press("Suivant")
    visit.refused("Le nom du document doit contenir")
    visit.page.get_by_label(NAME).fill("passeport")
    visit.press("Suivant", SUMMARY)

    expect(visit.page.locator("main")).to_contain_text("passeport")
