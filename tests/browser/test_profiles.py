"""The same deposit for other profiles, and a procedure that is open to anyone, in English."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Site, Window
from tests.browser.steps import A_PDF, FILES, Visit


def test_a_farmer_finds_himself_and_nobody_elses_family(
    site: Site, open_window: Callable[..., Window], javascript: bool
):
    visit = Visit.of(open_window(javascript=javascript), site)
    visit.sign_in("Paul Durand").begin().load().name().kind()

    names = visit.page.get_by_role("radio")
    expect(names).to_have_count(2)
    expect(names.first).to_have_accessible_name("Paul Durand")

    visit.person("Paul Durand").add(A_PDF, listed=["carte.pdf"]).complete().to_summary()
    visit.attest().send()


def test_an_employer_is_not_asked_for_a_person(
    site: Site, open_window: Callable[..., Window], javascript: bool
):
    visit = Visit.of(open_window(javascript=javascript), site)
    visit.sign_in("Emma Leroy").begin().load().name("bulletin").kind("un autre document")

    expect(visit.page.get_by_role("radio")).to_have_count(0)

    visit.page.get_by_label("Commentaire explicatif").fill("Pour un salarié")
    visit.press("Suivant", FILES)
    visit.add(A_PDF, listed=["carte.pdf"]).complete().to_summary()
    expect(visit.page.locator("main")).not_to_contain_text("Quelle personne")
    visit.attest().send()
    expect(visit.page.locator("main")).not_to_contain_text("Quelle personne")


def test_a_procedure_open_to_anyone_speaks_its_own_language(
    site: Site, open_window: Callable[..., Window], look, javascript: bool
):
    visit = Visit.of(open_window(javascript=javascript), site)
    page = visit.page
    visit.open("/demarches/banc")
    assert page.locator("html").get_attribute("lang") == "en"

    page.get_by_label("Thesis").check()
    visit.press("Next", "Number of items")
    page.get_by_label("Number of items").fill("3")
    visit.press("Next", "Title")
    page.get_by_label("Title").fill("ab")
    visit.press("Next")
    expect(page.locator("[data-error-summary]")).to_contain_text("There is 1 mistake to correct")
    look(page, "banc with an error")
    page.get_by_label("Title").fill("On computable numbers")
    visit.press("Next", "Who is responsible?")
    page.get_by_label("Responsible person").select_option("Alan Turing")
    page.get_by_label("Reason for the deposit").fill("Because")
    visit.press("Next", "Document")
    visit.page.locator("input[type=file]").set_input_files(A_PDF)
    if not visit.has_scripts:
        visit.press("Add a file")
    visit.lists(["carte.pdf"])
    page.locator("main .primary").click()
    page.get_by_label("I attest").check()
    visit.press("Submit the deposit", "Your submission is received")
    look(page, "banc received")
    assert page.locator("html").get_attribute("lang") == "en"
