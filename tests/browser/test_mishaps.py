"""What goes wrong around a deposit: double clicks, two tabs, a cut network, an ended session."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site, Window
from tests.browser.steps import A_PDF, FILES, PERSON, RECEIVED, SEND, Visit, forget_session

LOST = ("net::ERR_", "htmx:sendError", "htmx:afterRequest")


@pytest.fixture
def visit(open_window: Callable[..., Window], site: Site) -> Visit:
    """A person with scripts on the first page of the deposit."""
    return Visit.of(open_window(), site).sign_in()


def test_a_double_click_sends_once(open_window: Callable[..., Window], own_site, javascript):
    visit = Visit.of(open_window(javascript=javascript), own_site).sign_in()
    visit.begin().document().to_summary().attest()

    visit.button(SEND).dblclick(no_wait_after=True)

    visit.at(RECEIVED)
    visit.follow("Mes envois", "Mes envois")
    expect(visit.page.get_by_text("Référence")).to_have_count(1)


def test_after_sending_back_shows_no_form(visit: Visit):
    visit.begin().document().to_summary().attest()
    reference = visit.send()

    visit.page.go_back()

    visit.at(RECEIVED)
    expect(visit.page.locator("#reference")).to_have_text(reference)


def test_two_tabs_that_disagree_show_both_answers(open_window: Callable[..., Window], site: Site):
    window = open_window()
    window.expect("status of 409")
    visit = Visit.of(window, site).sign_in()
    visit.begin().load().name().kind()
    other = Visit(window.context.new_page(), site)
    other.page.goto(visit.page.url)
    other.person("Léa Martin", "Écrit ailleurs")

    visit.page.get_by_role("radio", name="Karim Benali").check()
    visit.comment.fill("Écrit ici")
    visit.press("Suivant", "Cette page a été modifiée dans un autre onglet")
    visit.page.get_by_role("group", name="Commentaire").get_by_label("Écrit ailleurs").check()
    visit.press("Garder ces réponses", FILES)
    visit.follow("Précédent", PERSON)

    expect(visit.comment).to_have_value("Écrit ailleurs")
    expect(visit.page.get_by_role("radio", name="Karim Benali")).to_be_checked()


def test_the_network_cut_loses_nothing(open_window: Callable[..., Window], site: Site):
    window = open_window()
    window.expect(*LOST)
    visit = Visit.of(window, site).sign_in()
    visit.begin().load().name().kind()
    visit.page.get_by_role("radio", name="Karim Benali").check()
    visit.saved()

    window.context.set_offline(True)
    visit.comment.fill("Écrit dans un tunnel")
    visit.press("Suivant")

    expect(visit.page.get_by_role("alert")).to_contain_text("Le site ne répond pas")
    expect(visit.comment).to_have_value("Écrit dans un tunnel")

    window.context.set_offline(False)
    visit.press("Suivant", FILES)
    visit.follow("Précédent", PERSON)
    expect(visit.comment).to_have_value("Écrit dans un tunnel")


def test_a_field_that_could_not_be_saved_is_saved_when_the_network_is_back(
    open_window: Callable[..., Window], site: Site
):
    window = open_window()
    window.expect(*LOST)
    visit = Visit.of(window, site).sign_in()
    visit.begin().load().name().kind()

    window.context.set_offline(True)
    visit.comment.fill("Plus tard")
    visit.comment.press("Tab")
    expect(visit.page.locator("#enregistre")).to_have_text(
        "Non enregistré : vérifiez votre connexion"
    )
    window.context.set_offline(False)

    visit.saved()
    visit.page.reload()
    expect(visit.comment).to_have_value("Plus tard")


def test_a_file_whose_sending_is_cut_can_be_sent_again(
    open_window: Callable[..., Window], site: Site
):
    window = open_window()
    window.expect(*LOST)
    visit = Visit.of(window, site).sign_in()
    visit.begin().load().name().kind().person()
    expect(visit.page.locator("input[type=file][data-ready]")).to_be_attached()

    window.context.set_offline(True)
    visit.page.locator("input[type=file]").set_input_files(A_PDF)
    expect(visit.page.locator(".sending .error")).to_contain_text("interrompu")
    window.context.set_offline(False)

    visit.add(A_PDF, listed=["carte.pdf"]).complete().to_summary()


def test_a_session_that_expires_in_the_middle_keeps_what_was_typed(
    open_window: Callable[..., Window], site: Site, javascript: bool
):
    window = open_window(javascript=javascript)
    visit = Visit.of(window, site).sign_in()
    visit.begin().load().name().kind()
    address = visit.page.url
    forget_session(window)

    visit.page.get_by_role("radio", name="Karim Benali").check()
    visit.comment.fill("Écrit trop tard")
    visit.press("Suivant", re.compile("^Connexion à "))
    expect(visit.page.locator("main")).to_contain_text("Votre session a expiré")
    visit.identify("lea@demo.test")

    visit.at(PERSON)
    assert visit.page.url == address
    expect(visit.comment).to_have_value("Écrit trop tard")
    expect(visit.page.get_by_role("radio", name="Karim Benali")).to_be_checked()
