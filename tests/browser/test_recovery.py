"""A lost telephone: recovery codes, then the operator, in a real browser."""

from collections.abc import Callable

import pyotp
from playwright.sync_api import expect

from tests.browser.conftest import Site, Window
from tests.browser.steps import EMAIL, PASSWORD, Visit

DASHBOARD = "Mon espace privé"
MINE = "/mon-compte/double-authentification"
Look = Callable[..., None]


def person(site: Site, window: Window) -> Visit:
    """Somebody in front of the site, in whose browser refusals are no surprise."""
    window.expect("status of 401", "status of 422")
    return Visit.of(window, site)


def protect(visit: Visit) -> None:
    """Sign in and set a second factor up."""
    visit.sign_in(path=MINE)
    key = visit.page.locator("main code").inner_text().replace(" ", "")
    visit.page.get_by_label("Code à six chiffres").fill(pyotp.TOTP(key).now())
    visit.press("Confirmer", "Code de votre application")


def give_password(visit: Visit) -> None:
    """Sign in with the password, up to the page that asks for the code."""
    visit.open("/connexion")
    visit.page.get_by_label(EMAIL).fill("lea@demo.test")
    visit.page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    visit.press("Se connecter", "Code de votre application")
    visit.page.get_by_text("Je n'ai plus mon téléphone").click()


def test_a_recovery_code_stands_in_for_the_telephone(
    own_site: Site, open_window: Callable[..., Window], javascript: bool, look: Look
):
    visit = person(own_site, open_window(javascript=javascript))
    protect(visit)
    look(visit.page, "second factor without recovery codes")
    visit.press("Créer des codes de secours", "Vos codes de secours")
    look(visit.page, "recovery codes")
    code = visit.page.locator("main code").first.inner_text()

    other = person(own_site, open_window(javascript=javascript))
    give_password(other)
    look(other.page, "code asked for, telephone lost")
    other.page.get_by_label("Code de secours").fill("ABCD-EFGH-JKMN")
    other.press("Utiliser ce code de secours")
    other.refused("Ce code de secours est faux")
    other.page.get_by_label("Code de secours").fill(code)
    other.press("Utiliser ce code de secours", DASHBOARD)

    other.open("/mon-compte")
    expect(other.page.locator("main")).to_contain_text("Code de secours utilisé")


def test_an_operator_helps_once_they_know_who_asks(
    own_site: Site, open_window: Callable[..., Window], javascript: bool, look: Look
):
    lea = person(own_site, open_window(javascript=javascript))
    protect(lea)
    visit = person(own_site, open_window(javascript=javascript))
    visit.open("/_personnes?suite=/bureau/comptes")
    visit.page.locator("button[value=admin]").click()
    visit.at("Comptes")
    visit.page.get_by_label("Adresse électronique ou nom").fill("léa")
    visit.page.get_by_role("button", name="Chercher").click()
    look(visit.page, "accounts of the site")
    visit.page.get_by_role("link", name="Léa Martin").click()
    visit.at("Léa Martin")
    look(visit.page, "one account")

    visit.page.get_by_role("button", name="Retirer le code").click()
    visit.refused("Dites comment vous vous êtes assuré")
    look(visit.page, "one account, with an error")
    visit.page.get_by_label("J'ai vu sa pièce d'identité").check()
    visit.page.get_by_label("Ce que vous avez vu").fill("Passeport, finit par 1234")
    visit.page.get_by_role("button", name="Retirer le code").click()

    expect(visit.page.locator("main")).to_contain_text("Passeport, finit par 1234")
    lea.open("/mon-compte")
    lea.at("Connexion à Mon espace privé (démonstration)")
