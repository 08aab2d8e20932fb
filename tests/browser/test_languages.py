"""A procedure in two languages, that asks for a decision and takes one document of several."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Site, Window, serving
from tests.browser.steps import A_PDF

REQUEST = """\
procedure: emplacement
title: {fr: Demander un emplacement, en: Ask for a place}
for: anyone
languages: [fr, en]
nature: demande
silence: rejection
delay: 2 months
appeal:
  fr: |
    Vous avez deux mois à partir de ce rejet pour saisir le tribunal administratif.
  en: |
    You have two months from this rejection to go to the administrative court.
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
steps:
  - step: vous
    title: {fr: Vous, en: You}
    fields:
      - {field: nom, type: text, label: {fr: Votre nom, en: Your name}}
      - {field: telephone, type: tel, label: {fr: Téléphone, en: Phone}, optional: true}
  - step: stand
    title: {fr: Votre stand, en: Your stall}
    fields:
      - {field: longueur, type: integer, label: {fr: Longueur en mètres, en: Length in metres}}
      - {field: largeur, type: integer, label: {fr: Largeur en mètres, en: Width in metres}}
  - step: piece
    title: {fr: Votre assurance, en: Your insurance}
    fields:
      - field: assurance
        type: files
        label: {fr: Attestation d'assurance, en: Proof of insurance}
        one_of:
          - {value: annuelle, label: {fr: Attestation annuelle, en: Yearly certificate}}
          - {value: provisoire, label: {fr: Attestation provisoire, en: Provisional certificate}}
        later: true
"""
Look = Callable[[Page, str], None]
START = "/demarches/emplacement"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that offers the procedure beside those of the repository."""
    folder = tmp_path_factory.mktemp("languages")
    forms = Path(shutil.copytree(ROOT / "forms", folder / "forms"))
    (forms / "procedures" / "emplacement.yaml").write_text(REQUEST, "utf-8")
    site = forms / "sites" / "msa.yaml"
    site.write_text(site.read_text("utf-8").replace("  - banc\n", "  - banc\n  - emplacement\n"))
    with serving(folder, {"FORMS": str(forms)}) as running:
        yield running


@dataclass(frozen=True)
class Asked:
    """How a request is made: in which window, and what its pictures are called."""

    page: Page
    scripts: bool
    mark: str


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_request_is_made_in_one_language_and_ended_in_the_other(
    open_window: Callable[..., Window], place: Site, look: Look, scripts: bool, width: int
) -> None:
    window = open_window(javascript=scripts, width=width)
    window.expect("status of 422")
    asked = Asked(window.page, scripts, f"{'script' if scripts else 'plain'}-{width}")
    window.page.goto(place.url(START))
    look(window.page, f"two languages {asked.mark}")

    begin_in_english_and_go_on_in_french(asked)
    give_one_document_of_two(asked)
    window.page.locator("main form button.primary").last.click()

    main = window.page.locator("main")
    expect(window.page.locator("h1")).to_have_text("Votre envoi est bien reçu")
    expect(main).to_contain_text("le silence gardé pendant 2 mois vaut rejet")
    expect(main).to_contain_text("tribunal administratif")
    look(window.page, f"receipt of a request {asked.mark}")


def begin_in_english_and_go_on_in_french(asked: Asked) -> None:
    """The first step: an error in English, what was typed in French."""
    page = asked.page
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("You")
    page.get_by_label("Your name").fill("Ada")
    page.locator(".actions button.primary").click()
    expect(page.locator("h1")).to_have_text("Your stall")
    page.get_by_label("Width in metres").fill("2")
    page.get_by_label("Length in metres").fill("many")
    page.locator(".actions button.primary").click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    page.get_by_role("link", name="Français").click()
    expect(page.get_by_label("Longueur en mètres")).to_have_value("many")
    page.get_by_label("Longueur en mètres").fill("3")
    page.locator(".actions button.primary").click()
    expect(page.locator("h1")).to_have_text("Votre assurance")


def give_one_document_of_two(asked: Asked) -> None:
    """The second step: which document, then its file; the summary."""
    page = asked.page
    page.get_by_label("Attestation provisoire").check()
    if not asked.scripts:
        page.locator(".actions button.primary").click()
    page.locator("input[type=file]").first.set_input_files(A_PDF)
    if not asked.scripts:
        page.locator("button[value=ajouter]").first.click()
    expect(page.locator("main")).to_contain_text("carte.pdf")
    page.locator(".actions button.primary").click()
    expect(page.locator("h1")).to_have_text("Vérifiez vos réponses")
    expect(page.locator("main")).to_contain_text("Attestation provisoire")
