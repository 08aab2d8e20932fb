"""The same deposit for other profiles, and a procedure that is open to anyone, in English."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Window
from tests.browser.steps import A_PDF, FILES, Visit

Look = Callable[[Page, str], None]


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
    site: Site, open_window: Callable[..., Window], look: Look, javascript: bool
):
    visit = Visit.of(open_window(javascript=javascript), site)
    visit.open("/demarches/banc")

    answer_texts(visit, look)
    answer_person_and_file(visit)
    visit.page.get_by_label("I attest").check()
    visit.press("Submit the deposit", "Your submission is received")

    assert visit.page.locator("html").get_attribute("lang") == "en"
    look(visit.page, "banc received")


def answer_texts(visit: Visit, look: Look) -> None:
    visit.page.get_by_label("Thesis").check()
    visit.press("Next", "Number of items")
    visit.page.get_by_label("Number of items").fill("3")
    visit.press("Next", "Title")
    visit.page.get_by_label("Title").fill("ab")
    visit.press("Next")
    visit.refused("There is 1 mistake to correct")
    look(visit.page, "banc with an error")
    visit.page.get_by_label("Title").fill("On computable numbers")
    visit.press("Next", "Who is responsible?")


def answer_person_and_file(visit: Visit) -> None:
    visit.page.get_by_label("Responsible person").select_option("Alan Turing")
    visit.page.get_by_label("Reason for the deposit").fill("Because")
    visit.press("Next", "Document")
    visit.page.locator("input[type=file]").set_input_files(A_PDF)
    if not visit.has_scripts:
        visit.press("Add a file")
    visit.lists(["carte.pdf"])
    visit.press("Next", "I attest that the information given is accurate.")
