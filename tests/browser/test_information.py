"""One's own information: known already, checked, kept; with scripts and without."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Window
from tests.browser.steps import RECEIVED, Visit
from tests.browser.test_space import continue_as

Look = Callable[[Page, str], None]
START = "/demarches/mes-informations?nouveau=1"
PHONE = "Numéro de téléphone"


def test_one_s_information_is_kept(
    site: Site, open_window: Callable[..., Window], look: Look, javascript: bool
):
    window = open_window(javascript=javascript)
    visit = continue_as(Visit.of(window, site), "hote", START)
    visit.at("Vos coordonnées")
    look(visit.page, "information as it is known")

    visit.page.get_by_label(PHONE).fill("12")
    visit.press("Enregistrer mes informations")
    visit.refused(PHONE)
    look(visit.page, "information refused")
    visit.page.get_by_label(PHONE).fill("04 92 11 22 33")
    visit.press("Enregistrer mes informations", RECEIVED)

    visit.open(START)
    expect(visit.page.get_by_label(PHONE)).to_have_value("04 92 11 22 33")


def test_the_page_of_a_new_address_is_sound(
    site: Site, open_window: Callable[..., Window], look: Look
):
    visit = continue_as(Visit.of(open_window(width=360), site), "lea", "/demarches/changer-adresse")

    look(visit.page, "new address")
