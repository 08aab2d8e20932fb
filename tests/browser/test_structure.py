"""Sections, exits, checks, groups in groups, in a real browser, on a definition of their own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Site, Window, serving
from tests.browser.steps import Visit
from tests.web.site import offer_all

Look = Callable[[Page, str], None]
START = "/demarches/declarer-un-foyer?nouveau=1"
DEFINITIONS = Path(__file__).parent / "definitions"
WIDTHS = [360, 1280]


@pytest.fixture(scope="module")
def household(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that offers the definition beside those that are shipped."""
    folder = tmp_path_factory.mktemp("structure")
    forms = Path(shutil.copytree(ROOT / "forms", folder / "forms"))
    offer_all(forms / "sites" / "msa.yaml")
    shutil.copy(DEFINITIONS / "foyer.yaml", forms / "procedures" / "declarer-un-foyer.yaml")
    with serving(folder, {"FORMS": str(forms)}) as site:
        yield site


@pytest.fixture
def visit(household: Site, open_window: Callable[..., Window], javascript: bool) -> Visit:
    """Somebody at the first page."""
    visit = Visit.of(open_window(javascript=javascript), household)
    visit.open(START)
    return visit


def old_enough(visit: Visit) -> None:
    visit.page.get_by_label("Votre âge").fill("40")
    visit.press("Suivant", "Vos aides")


def to_homes(visit: Visit) -> None:
    old_enough(visit)
    visit.page.get_by_label("Aucune de ces aides").check()
    visit.press("Suivant", "Vos logements")


def add_person(visit: Visit, name: str) -> None:
    visit.page.get_by_label("Prénom").fill(name)
    visit.press("Suivant", "Qui vit à Gap ?")


def add_home(visit: Visit, months: str) -> None:
    visit.page.get_by_label("Ville").fill("Gap")
    visit.page.get_by_label("Nombre de mois").fill(months)
    visit.press("Suivant", "Qui vit à Gap ?")
    visit.follow("Commencer")
    add_person(visit, "Léa")


def test_who_is_not_concerned_leaves_and_may_come_back(visit: Visit, look: Look) -> None:
    visit.page.get_by_label("Votre âge").fill("15")
    visit.press("Suivant")
    visit.refused("Votre tuteur")
    visit.page.get_by_label("Votre tuteur").fill("Marc")
    visit.press("Suivant", "Cette démarche n'est pas pour vous")
    look(visit.page, "exit")

    expect(visit.page.get_by_role("link", name="Ce à quoi vous avez droit")).to_be_visible()
    visit.follow("Précédent", "Votre situation")
    old_enough(visit)


def test_options_exclude_the_others_and_ask_for_more(visit: Visit, look: Look) -> None:
    old_enough(visit)
    expect(visit.page.locator(".progress")).to_contain_text("Vos ressources")
    visit.page.get_by_label("Une autre aide").check()
    visit.page.get_by_label("Aucune de ces aides").check()
    visit.press("Suivant")
    visit.refused("Aucune de ces aides")
    expect(visit.page.get_by_label("Laquelle ?")).to_be_visible()
    look(visit.page, "an option that excludes the others")

    visit.page.get_by_label("Aucune de ces aides").uncheck()
    visit.page.get_by_label("Laquelle ?").fill("Une bourse")
    visit.press("Suivant", "Vos logements")


def test_items_in_items_up_to_the_summary(visit: Visit, look: Look) -> None:
    to_homes(visit)
    look(visit.page, "hub")
    visit.follow("Commencer", "Le logement")
    add_home(visit, "10")
    look(visit.page, "hub in an item")

    visit.press("Continuer")
    expect(visit.page.locator(".field .error")).to_have_text("Dites s'il y en a un autre.")
    visit.page.get_by_label("Oui").check()
    visit.press("Continuer", "Prénom")
    add_person(visit, "Tom")
    visit.page.get_by_label("Non").check()
    visit.press("Continuer", "Vos logements")
    expect(visit.page.locator(".notice.error")).to_contain_text("Il en faut 12.")
    look(visit.page, "hub whose items do not hold together")

    visit.follow("Modifier", "Le logement")
    visit.page.get_by_label("Nombre de mois").fill("12")
    visit.press("Suivant", "Qui vit à Gap ?")
    visit.page.get_by_label("Non").check()
    visit.press("Continuer", "Vos logements")
    visit.follow("Continuer", "Vérifiez vos réponses")
    expect(visit.page.locator("h2", has_text="1. Gap – 2. Tom")).to_be_visible()
    look(visit.page, "summary of items in items")
    visit.press("Transmettre", "Votre envoi est bien reçu")
    expect(visit.page.locator("main")).to_contain_text("Tom")


def test_an_item_in_an_item_is_removed(visit: Visit) -> None:
    to_homes(visit)
    visit.follow("Commencer", "Le logement")
    add_home(visit, "12")
    visit.page.get_by_label("Oui").check()
    visit.press("Continuer", "Prénom")
    add_person(visit, "Tom")

    visit.page.get_by_role("link", name="Supprimer Tom").click()
    visit.press("Supprimer", "Qui vit à Gap ?")

    expect(visit.page.locator(".hub li")).to_have_count(1)


def test_answers_that_do_not_hold_together_are_not_sent(visit: Visit, look: Look) -> None:
    old_enough(visit)
    visit.page.get_by_label("L'aide au logement").check()
    visit.press("Suivant", "Vos montants")
    visit.page.get_by_label("Revenus par mois").fill("500")
    visit.page.get_by_label("Loyer par mois").fill("800")
    visit.press("Suivant", "Vos logements")
    visit.follow("Commencer", "Le logement")
    add_home(visit, "12")
    visit.page.get_by_label("Non").check()
    visit.press("Continuer", "Vos logements")
    visit.follow("Continuer", "Vérifiez vos réponses")

    visit.press("Transmettre")

    visit.refused("Le loyer dépasse les revenus.")
    look(visit.page, "a summary that cannot be sent")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_hub_of_many_items_is_shown_page_by_page(
    household: Site, open_window: Callable[..., Window], look: Look, width: int
) -> None:
    visit = Visit.of(open_window(width=width, javascript=False), household)
    visit.open(START)
    to_homes(visit)
    for _ in range(22):
        visit.press("En ajouter un")

    expect(visit.page.locator(".hub li")).to_have_count(3)
    look(visit.page, "last page of a hub of many items")
    visit.follow("Les précédents")
    expect(visit.page.locator(".hub li")).to_have_count(20)
    look(visit.page, "hub of many items")
