"""Signing in with an identity provider, in a real browser, at a real provider."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import ROOT, Site, Window, serving
from tests.browser.steps import Visit
from tests.openid_provider import CLIENT, SECRET, Provider, openid_provider
from tests.servers import Inbox

BUTTON = "Se connecter avec FranceConnect"
PASSWORD = "guichet-demo-2026"
DASHBOARD = "Mon espace privé"
Look = Callable[..., None]
REFRESH = re.compile(r'<meta http-equiv="refresh"[^>]*>')


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A provider that runs."""
    with openid_provider() as provider:
        yield provider


@pytest.fixture
def site(provider: Provider, inbox: Inbox, tmp_path: Path) -> Iterator[Site]:
    """A site that has this provider, and sends its mails for real."""
    forms = Path(copytree(ROOT / "forms", tmp_path / "forms"))
    file = forms / "sites" / "msa.yaml"
    said = f"\nopenid: {{issuer: '{provider.issuer}', client_id: {CLIENT}, opens: particulier}}\n"
    file.write_text(file.read_text() + said)
    environment = {"FORMS": str(forms), "SMTP_URL": inbox.url, "OPENID_SECRET_MSA": SECRET}
    with serving(tmp_path, environment) as site:
        provider.allow(site.address)
        yield site


@pytest.fixture
def visit(site: Site, open_window: Callable[..., Window], javascript: bool) -> Visit:
    """A person in front of the site, in whose browser refusals are no surprise."""
    window = open_window(javascript=javascript)
    window.expect("status of 401", "status of 403", "status of 410", "status of 422")
    window.expect("status of 503")
    return Visit.of(window, site)


def to_provider(visit: Visit, who: str, button: str = BUTTON) -> None:
    """Leave for the provider, and say there who one is."""
    visit.page.get_by_role("button", name=button).click()
    visit.page.get_by_role("button", name=who).click()


def test_the_page_that_leads_to_the_provider_is_one_too(visit: Visit, look: Look):
    visit.page.context.route(re.compile("/connexion/openid$"), stay_there)
    visit.open("/connexion")
    visit.page.get_by_role("button", name=BUTTON).click()

    expect(visit.page.locator("h1")).to_have_text("Vous allez sur FranceConnect")
    expect(visit.page.get_by_role("link", name="Continuer vers FranceConnect")).to_be_visible()
    look(visit.page, "on the way to the provider")


def stay_there(route: Route) -> None:
    """The answer of the site, without what leads away at once."""
    answer = route.fetch()
    route.fulfill(response=answer, body=REFRESH.sub("", answer.text()))


def test_an_account_is_linked_once_then_known_again(visit: Visit, provider: Provider, look: Look):
    visit.open("/connexion")
    look(visit.page, "sign in with a provider")
    to_provider(visit, "Léa Martin")
    visit.at("Quel est votre compte ?")
    look(visit.page, "which account is yours")
    visit.page.get_by_label("Mot de passe", exact=True).fill("pas celui-là du tout")
    visit.press("Rattacher mon compte")
    visit.refused("Identifiant ou mot de passe incorrect.")
    look(visit.page, "which account is yours, refused")
    visit.page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    visit.press("Rattacher mon compte", DASHBOARD)

    visit.open("/mon-compte")
    expect(visit.page.locator("main")).to_contain_text("Rattachée le")
    look(visit.page, "my account with a provider")
    sign_out(visit)
    visit.open("/mes-messages")
    to_provider(visit, "Léa Martin")

    visit.at(re.compile("messages", re.IGNORECASE))
    assert len(provider.farewells) == 1


def sign_out(visit: Visit) -> None:
    """Sign out by the menu: here, then at the provider, which leads back."""
    visit.page.locator(".menu summary").click()
    visit.page.get_by_role("button", name="Se déconnecter").click()
    visit.at("Vos démarches en ligne")


def test_who_refuses_or_meets_a_provider_that_is_down_may_begin_again(
    visit: Visit, provider: Provider, look: Look
):
    visit.open("/connexion")
    to_provider(visit, "Refuser")
    visit.at("Vous ne vous êtes pas identifié avec FranceConnect")
    look(visit.page, "refused by the provider")

    provider.failing.add("token")
    to_provider(visit, "Léa Martin", "Recommencer avec FranceConnect")
    visit.at("FranceConnect ne répond pas")
    look(visit.page, "the provider is down")
    provider.failing.clear()
    visit.page.get_by_role("button", name="Se connecter avec un mot de passe").click()

    visit.at(re.compile("^Connexion à "))


def test_somebody_without_account_opens_one(visit: Visit, inbox: Inbox, look: Look):
    visit.open("/connexion")
    to_provider(visit, "Zoé Inconnue")
    visit.at("Quel est votre compte ?")
    visit.press("Ouvrir un compte", "Consultez vos courriels")
    look(visit.page, "account opened, to be confirmed")

    visit.page.goto(link_to(inbox, "zoe@exemple.fr"))
    visit.at("Activer mon compte")
    look(visit.page, "link of an account opened with a provider")
    to_provider(visit, "Zoé Inconnue")

    visit.at(re.compile("Mon espace privé|créer et valider votre compte", re.IGNORECASE))


def link_to(inbox: Inbox, email: str) -> str:
    """The link of the mail that came to somebody."""
    link = re.compile(r"http://\S+/liens/[\w-]+")
    for _ in range(300):
        for one in inbox.messages:
            body = one.get_body(("plain",))
            found = link.search(body.get_content()) if body else None
            if one["To"] == email and found:
                return found[0]
        time.sleep(0.1)
    raise AssertionError(f"no mail to {email}")
