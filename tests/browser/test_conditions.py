"""The conditions before everything else, and the legal pages, in a real browser."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Window, serving

Look = Callable[[Page, str], None]
HEADING = "POUR CRÉER ET VALIDER VOTRE COMPTE"
REFUSED = "status of 422"
LEGAL = {
    "accessibility": "/accessibilite",
    "privacy": "/confidentialite",
    "cookies": "/cookies",
    "legal notice": "/mentions-legales",
    "text": "/textes/conditions",
    "old text": "/textes/conditions/1.0",
}


@pytest.fixture(scope="module")
def newcomers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site where nobody agreed to anything yet, and Emma runs it."""
    with serving(tmp_path_factory.mktemp("conditions"), {}) as site:
        with sqlite3.connect(next(site.state.rglob("*.sqlite3"))) as database:
            database.execute("UPDATE account SET preferences = '{}'")
        database.close()
        yield site


def give(site: Site, person: str, **values: str) -> None:
    with sqlite3.connect(next(site.state.rglob("*.sqlite3"))) as database:
        for column, value in values.items():
            database.execute(
                f"UPDATE account SET {column} = ? WHERE email = ?", (value, f"{person}@demo.test")
            )
    database.close()


def sign_in(page: Page, site: Site, person: str, following: str) -> None:
    page.goto(site.url(f"/_personnes?suite={following}"))
    page.locator(f"button[value={person}]").click()


def test_the_conditions_are_agreed_to_and_lead_on(
    newcomers: Site, open_window: Callable[..., Window], look: Look, javascript: bool
) -> None:
    give(newcomers, "lea", preferences="{}")
    window = open_window(javascript=javascript)
    window.expect(REFUSED)
    page = window.page
    sign_in(page, newcomers, "lea", "/mes-envois")
    expect(page.locator("h1")).to_have_text(HEADING)
    look(page, "conditions")

    page.get_by_role("button", name="Valider").click()
    expect(page.locator("[data-error-summary] li")).to_have_count(2)
    look(page, "conditions with errors")

    page.get_by_role("link", name="Lire les conditions générales d'utilisation").click()
    expect(page.locator("h1")).to_have_text("Conditions générales d'utilisation")
    page.get_by_role("link", name="Précédent").click()
    expect(page.locator("h1")).to_have_text(HEADING)

    page.get_by_label("Accepter les CONDITIONS GÉNÉRALES D'UTILISATION*").check()
    page.get_by_label("Accepter la POLITIQUE DE CONFIDENTIALITÉ*").check()
    page.get_by_role("button", name="Valider").click()
    expect(page.locator("h1")).to_have_text("Mes envois")


@pytest.mark.parametrize("name", LEGAL)
@pytest.mark.parametrize("host", ["127.0.0.1", "paysdesecrins.localhost"])
def test_the_legal_pages(
    newcomers: Site, open_window: Callable[..., Window], look: Look, name: str, host: str
) -> None:
    page = open_window().page

    page.goto(newcomers.at(host).url(LEGAL[name]))

    look(page, f"{name} at {host}")


def test_the_pages_of_one_s_rights(
    newcomers: Site, open_window: Callable[..., Window], look: Look, javascript: bool
) -> None:
    agreed = '{"consented":{"conditions":"2.0","confidentialite":"2.0"}}'
    give(newcomers, "paul", preferences=agreed)
    window = open_window(javascript=javascript)
    window.expect(REFUSED)
    page = window.page
    sign_in(page, newcomers, "paul", "/mon-compte/mes-donnees")
    look(page, "my data")
    page.get_by_role("button", name="Demander l'effacement").click()
    look(page, "my data with an error")
    page.goto(newcomers.url("/mon-compte/mes-donnees"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter mes données").click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")

    page.goto(newcomers.url("/mon-compte/fermer"))
    look(page, "close my account")
    page.goto(newcomers.url("/mon-compte/consentements"))
    look(page, "what I agreed to")


def test_the_pages_of_those_who_decide(
    newcomers: Site, open_window: Callable[..., Window], look: Look
) -> None:
    agreed = '{"consented":{"conditions":"2.0","confidentialite":"2.0"}}'
    give(newcomers, "paul", preferences=agreed)
    give(newcomers, "emma", preferences=agreed, roles='["agent","operator"]')
    asking = open_window().page
    sign_in(asking, newcomers, "paul", "/mon-compte/mes-donnees")
    asking.get_by_label("Pourquoi demandez-vous").fill("Je n'exploite plus.")
    asking.get_by_role("button", name="Demander l'effacement").click()
    expect(asking.locator(".notice")).to_contain_text("En attente de réponse")
    look(asking, "my data, erasure asked")

    page = open_window().page
    sign_in(page, newcomers, "emma", "/bureau/effacements")
    look(page, "requests for erasure")
    page.get_by_role("link", name="Décider").first.click()
    look(page, "request for erasure")
    page.goto(newcomers.url("/bureau/registre"))
    look(page, "register")
