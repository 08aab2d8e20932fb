"""Every type of field on two pages, in a real browser: with scripts and without."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Site, Window
from tests.browser.steps import RECEIVED
from tests.web.site import offer_all

Look = Callable[[Page, str], None]
PROCEDURE = "/demarches/tous-les-types"
REFUSED = "status of 422"
TYPED = {
    "a": "42,5",
    "b": "1 234,50 €",
    "c": "mars 2026",
    "d": "14h30",
    "e": "www.exemple.fr/gite",
    "g": "732 829 320",
    "h": "732 829 320 00074",
    "j": "fr76 3000 6000 0112 3456 7890 189",
    "k": "05101 000123 4a",
    "l.latitude": "44,8449",
    "l.longitude": "6,4953",
    "n": "12",
    "o": "Un gîte au pied des Écrins.",
}


@pytest.fixture(scope="module")
def types(tmp_path_factory: pytest.TempPathFactory, start_site: Callable[..., Site]) -> Site:
    """The demonstration, with a procedure that asks a question of each type."""
    forms = tmp_path_factory.mktemp("types") / "forms"
    shutil.copytree(ROOT / "forms", forms)
    offer_all(forms / "sites" / "msa.yaml")
    shutil.copy(Path(__file__).parent / "types" / "tous-les-types.yaml", forms / "procedures")
    return start_site(FORMS=str(forms))


SHOWN = (
    "1 234,50 € par mois",
    "mars 2026",
    "14 h 30",
    "Belgique",
    "FR76 3000 6000",
    "6 000,00 €",
    "161,00 €",
    "Tom",
    "Vallouise-Pelvoux (05)",
)
ROWS = {
    "budget.loyer.fois": "12",
    "budget.eau.montant": "80,50",
    "budget.eau.fois": "2",
    "enfants.1.prenom": "Léa",
    "enfants.1.naissance": "01/02/2020",
    "sirets.1.siret": "73282932000074",
}
ROWS_ADDED = {
    "enfants.2.prenom": "Tom",
    "enfants.2.naissance": "03/04/2022",
    "sirets.2.siret": "356 000 000 00048",
}


def fill(page: Page, texts: dict[str, str]) -> None:
    """Type into controls, by their names."""
    for name, text in texts.items():
        page.locator(f'[name="{name}"]').fill(text)


def go_on(page: Page) -> None:
    """Press the button that leads on."""
    page.get_by_role("button", name="Suivant").click()


def answer_the_first_page(page: Page, look: Look) -> None:
    """One question of each type: two wrong answers, then right ones."""
    look(page, "every type")
    page.get_by_label("SIRET", exact=True).fill("732 829 320 00079")
    page.get_by_label("Loyer").fill("-1")
    go_on(page)
    summary = page.locator("[data-error-summary]")
    expect(summary).to_contain_text("vérifiez le numéro SIRET")
    expect(summary).to_contain_text("inférieur à zéro")
    expect(page.get_by_label("SIRET", exact=True)).to_have_value("732 829 320 00079")
    look(page, "every type with errors")
    fill(page, TYPED)
    page.get_by_label("Pays").select_option(label="Belgique")
    page.get_by_label("4", exact=True).check()
    go_on(page)


def answer_the_tables(page: Page, look: Look) -> None:
    """Rows that are named and rows that are added: a wrong cell, then right ones."""
    look(page, "small tables")
    fill(page, {"budget.loyer.montant": "500", "budget.loyer.fois": "douze"})
    go_on(page)
    summary = page.locator("[data-error-summary]")
    expect(summary).to_contain_text("Fois, Loyer")
    expect(summary).to_contain_text("Montant, Eau et électricité")
    look(page, "small tables with errors")
    fill(page, ROWS)
    page.locator('[name="budget.eau.source"]').select_option("un tiers")
    page.get_by_role("button", name="Ajouter une ligne").click()
    expect(page.locator('[name="enfants.2.prenom"]')).to_be_visible()
    page.get_by_role("button", name="Ajouter une réponse").click()
    expect(page.locator('[name="sirets.2.siret"]')).to_be_visible()
    fill(page, ROWS_ADDED)
    page.locator('[name="enfants.2.garde"]').check()
    look(page, "small tables with rows")


def find_the_commune(page: Page) -> None:
    """Look for it by its postcode, and choose it."""
    page.get_by_label("Chercher avec d'autres mots").fill("05340")
    page.get_by_role("button", name="Chercher", exact=True).click()
    page.get_by_label("Vallouise-Pelvoux (05)").check()
    go_on(page)


def test_every_type(
    types: Site, open_window: Callable[..., Window], look: Look, javascript: bool
) -> None:
    window = open_window(javascript=javascript)
    window.expect(REFUSED)
    page = window.page
    page.goto(types.url(PROCEDURE))

    answer_the_first_page(page, look)
    expect(page.locator("h1")).to_have_text("Tableaux")
    answer_the_tables(page, look)
    find_the_commune(page)
    expect(page.locator("h1")).to_have_text("Vérifiez vos réponses")

    for shown in SHOWN:
        expect(page.locator("main")).to_contain_text(shown)
    look(page, "summary of every type")
    page.get_by_role("button", name="Transmettre").click()
    expect(page.locator("h1")).to_have_text(RECEIVED)
    expect(page.locator("main")).to_contain_text("6 000,00 €")
    look(page, "receipt of every type")
