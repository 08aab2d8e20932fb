"""Accounts as persons meet them: from the code of a letter to the dashboard, and back again."""

import contextlib
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from shutil import copytree

import pyotp
import pytest
from playwright.sync_api import expect

from engine.services.demonstration import CODES, POSTCODE
from tests.browser.conftest import ROOT, Site, Window, serving
from tests.browser.steps import EMAIL, Visit
from tests.servers import Inbox

HOST = "paysdesecrins.localhost"
CHOSEN = "un torrent sous la neige"
CODE = "Code d'activation"
NEUTRAL = "Ce code n'est pas valide ou n'est plus utilisable."
REFUSED = "Identifiant ou mot de passe incorrect."
WELCOME = re.compile("^Bienvenue sur votre tableau de bord")
CONDITIONS = re.compile("^pour créer et valider votre compte", re.IGNORECASE)
LINK = re.compile(r"http://\S+/liens/[\w-]+")
Look = Callable[..., None]


@pytest.fixture
def mailing_site(inbox: Inbox, tmp_path: Path) -> Iterator[Site]:
    """A site of its own, which sends its mails for real."""
    with serving(tmp_path, {"SMTP_URL": inbox.url}) as site:
        yield site.at(HOST)


@pytest.fixture
def visit(mailing_site: Site, open_window: Callable[..., Window], javascript: bool) -> Visit:
    """A person who has just opened a browser, at the site of a collectivity."""
    return visiting(open_window(javascript=javascript), mailing_site)


def visiting(window: Window, site: Site) -> Visit:
    """A person in front of the site, in whose browser refusals are no surprise."""
    window.expect("status of 401", "status of 410", "status of 422", "status of 429")
    return Visit.of(window, site)


def mail_to(inbox: Inbox, email: str, number: int = 1) -> EmailMessage:
    """The mail with a link that comes to somebody, once it is there."""
    for _ in range(300):
        found = [one for one in inbox.messages if one["To"] == email and LINK.search(str(one))]
        if len(found) >= number:
            return found[number - 1]
        time.sleep(0.1)
    raise AssertionError(f"no mail number {number} to {email}")


def link_in(mail: EmailMessage) -> str:
    """The link of a mail that serves once."""
    body = mail.get_body(("plain",))
    assert body is not None
    found = LINK.search(body.get_content())
    assert found, body.get_content()
    return found[0]


def activate(visit: Visit, code: str, email: str = "nouveau@exemple.fr") -> None:
    """Fill in the page of the letter."""
    visit.open("/connexion")
    visit.follow("Activer mon compte", "Activer mon compte")
    visit.page.get_by_label(CODE).fill(code)
    visit.page.get_by_label(re.compile("^Code postal")).fill(POSTCODE)
    visit.page.get_by_label("Votre adresse électronique").fill(email)
    visit.page.get_by_label("Choisissez un mot de passe", exact=True).fill(CHOSEN)
    visit.press("Activer mon compte")


def accept(visit: Visit) -> None:
    """Tick the two boxes of the conditions."""
    visit.at(CONDITIONS)
    for box in visit.page.get_by_role("checkbox").all():
        assert not box.is_checked()
        box.check()
    visit.press("Valider", WELCOME)


def test_a_letter_leads_to_the_dashboard(visit: Visit, inbox: Inbox, look: Look):
    activate(visit, CODES["paysdesecrins"].lower().replace("-", " "))
    expect(visit.page.locator("main")).to_contain_text("Consultez vos courriels")
    look(visit.page, "activation asked for")

    visit.page.goto(link_in(mail_to(inbox, "nouveau@exemple.fr")))
    look(visit.page, "link of the mail")
    visit.page.get_by_label("Le mot de passe que vous avez choisi").fill("celui d'un autre")
    visit.press("Activer mon compte")
    visit.refused("Ce n'est pas le mot de passe que vous avez choisi")
    look(visit.page, "link of the mail, refused")
    visit.page.get_by_label("Le mot de passe que vous avez choisi").fill(CHOSEN)
    visit.press("Activer mon compte", CONDITIONS)
    visit.press("Valider")
    visit.refused("Acceptez les conditions générales d'utilisation pour continuer.")
    look(visit.page, "conditions with errors")
    accept(visit)

    look(visit.page, "dashboard of a new account")
    activate_again_is_refused(visit, inbox)


def activate_again_is_refused(visit: Visit, inbox: Inbox) -> None:
    """A code and a link that served do no more, and say nothing of why."""
    link = link_in(mail_to(inbox, "nouveau@exemple.fr"))
    visit.page.goto(link)
    visit.at("Ce lien n'est plus valable")
    visit.page.context.clear_cookies()

    activate(visit, CODES["paysdesecrins"], "autre@exemple.fr")

    visit.refused(NEUTRAL)
    expect(visit.page.get_by_label("Votre adresse électronique")).to_have_value("autre@exemple.fr")
    expect(visit.page.get_by_label("Choisissez un mot de passe", exact=True)).to_have_value("")


@pytest.mark.parametrize("code", ["AAAA-BBBB-CCCC", "DEM0-2026-H0TF", "court"])
def test_a_wrong_code_says_nothing_of_why(visit: Visit, code: str, look: Look):
    activate(visit, code)

    visit.refused(NEUTRAL)
    look(visit.page, "activation with a wrong code")


@pytest.mark.parametrize("over", ["expires_at", "revoked_at", "used_at"])
def test_a_code_that_is_over_says_nothing_of_why(visit: Visit, mailing_site: Site, over: str):
    change(mailing_site, f"UPDATE invitation SET {over} = '2020-01-01 00:00:00'")

    activate(visit, CODES["paysdesecrins"])

    visit.refused(NEUTRAL)


def change(site: Site, statement: str) -> None:
    """Change what a site keeps."""
    kept = sqlite3.connect(next(site.state.rglob("*.sqlite3")))
    with contextlib.closing(kept) as database, database:
        database.execute(statement)


def test_a_new_version_of_the_conditions_comes_before_everything_else(
    tmp_path: Path, open_window: Callable[..., Window], javascript: bool, look: Look
):
    forms = Path(copytree(ROOT / "forms", tmp_path / "forms"))
    with serving(tmp_path, {"FORMS": str(forms)}) as site:
        visit = visiting(open_window(javascript=javascript), site.at(HOST))
        visit.open("/connexion?suite=/tableau-de-bord")
        visit.identify("lea@demo.test")
        visit.at(WELCOME)

        text = (forms / "texts/conditions/2.0.md").read_text().replace("2026-01-01", "2026-02-01")
        (forms / "texts/conditions/3.0.md").write_text(text)
        time.sleep(2)
        visit.open("/mon-compte")
        visit.at(CONDITIONS)
        look(visit.page, "conditions of a new version")
        for box in visit.page.get_by_role("checkbox").all():
            box.check()
        visit.press("Valider")

        visit.at("Mon compte")


def test_a_forgotten_password_is_chosen_again(visit: Visit, inbox: Inbox, look: Look):
    visit.open("/connexion")
    look(visit.page, "sign in")
    visit.page.get_by_label(EMAIL).fill("lea@demo.test")
    visit.page.get_by_label("Mot de passe", exact=True).fill("oublié depuis longtemps")
    visit.press("Se connecter")
    visit.refused(REFUSED)
    look(visit.page, "sign in refused")

    choose_again(visit, inbox, "lea@demo.test")
    visit.identify("lea@demo.test", CHOSEN)

    visit.at(WELCOME)


def test_an_account_of_before_2019_begins_by_a_new_password(visit: Visit, inbox: Inbox):
    visit.open("/connexion")
    expect(visit.page.locator("main")).to_contain_text("avant le 1er janvier 2019")

    choose_again(visit, inbox, "ancien@demo.test")
    visit.identify("ancien@demo.test", CHOSEN)

    visit.at(WELCOME)


def choose_again(visit: Visit, inbox: Inbox, email: str) -> None:
    """Ask for a link, follow it, choose a password, and go to the sign-in page."""
    visit.open("/demarches/mot-de-passe")
    visit.page.get_by_label(EMAIL).fill(email)
    visit.press("Recevoir un lien")
    expect(visit.page.locator("main")).to_contain_text("Si un compte correspond à cette adresse")
    visit.page.goto(link_in(mail_to(inbox, email)))
    visit.page.get_by_label("Nouveau mot de passe", exact=True).fill("court")
    visit.press("Enregistrer mon mot de passe")
    visit.refused("au moins 12 caractères")
    visit.page.get_by_label("Nouveau mot de passe", exact=True).fill(CHOSEN)
    visit.press("Enregistrer mon mot de passe")
    expect(visit.page.locator("main")).to_contain_text("Votre mot de passe est changé.")
    visit.follow("Se connecter")


def test_a_remembered_browser_is_known_after_a_restart(
    mailing_site: Site, open_window: Callable[..., Window], javascript: bool
):
    window = open_window(javascript=javascript)
    visit = visiting(window, mailing_site)
    visit.open("/connexion")
    visit.page.get_by_label("Se souvenir de moi").check()
    visit.identify("lea@demo.test")
    remembered = [one for one in window.context.cookies() if one["name"] == "guichet-souvenir"]

    window.context.clear_cookies(name="guichet")
    visit.open("/mon-compte/sessions")

    assert len(remembered) == 1
    visit.at("Où vous êtes connecté")
    expect(visit.page.get_by_text("Mémorisé").first).to_be_visible()


def test_who_works_at_the_site_gives_a_code_too(visit: Visit, look: Look):
    visit.open("/connexion")
    visit.page.get_by_label(EMAIL).fill("agent@demo.test")
    visit.page.get_by_label("Mot de passe", exact=True).fill("guichet-demo-2026")
    visit.press("Se connecter", "Protéger votre compte par un code")
    look(visit.page, "second factor to set up")
    key = visit.page.locator("code").inner_text().replace(" ", "")
    visit.page.get_by_label("Code à six chiffres").fill("000000")
    visit.press("Confirmer")
    visit.refused("Ce code est faux")

    visit.page.get_by_label("Code à six chiffres").fill(pyotp.TOTP(key).now())
    visit.press("Confirmer", WELCOME)

    visit.open("/bureau")
    assert visit.page.locator("h1").count() == 1


def test_a_session_about_to_end_says_so_and_can_last(
    mailing_site: Site, open_window: Callable[..., Window], look: Look
):
    visit = visiting(open_window(), mailing_site)
    visit.page.clock.install()
    visit.sign_in(path="/mon-compte")
    expect(visit.page.get_by_text("vous serez déconnecté")).to_have_count(0)

    visit.page.clock.fast_forward("28:30")
    expect(visit.page.get_by_text("vous serez déconnecté dans deux minutes")).to_be_visible()
    look(visit.page, "session about to end")
    visit.press("Rester connecté")
    expect(visit.page.get_by_text("vous serez déconnecté")).to_have_count(0)

    visit.page.clock.fast_forward("31:00")
    expect(visit.page.get_by_text("Votre session a expiré par sécurité")).to_be_visible()


def test_other_browsers_are_signed_out(
    mailing_site: Site, open_window: Callable[..., Window], javascript: bool, look: Look
):
    visit = visiting(open_window(javascript=javascript), mailing_site)
    other = visiting(open_window(javascript=javascript), mailing_site)
    visit.sign_in(path="/mon-compte")
    other.sign_in(path="/mon-compte")
    look(visit.page, "my account")

    visit.open("/mon-compte/sessions")
    look(visit.page, "where one is signed in")
    visit.press("Déconnecter tous les autres", "Où vous êtes connecté")

    expect(visit.page.locator("main")).to_contain_text("nulle part ailleurs")
    other.open("/mon-compte")
    other.at(re.compile("^Connexion à "))


def test_a_password_is_shown_when_one_asks(mailing_site: Site, open_window: Callable[..., Window]):
    visit = visiting(open_window(), mailing_site)
    visit.open("/connexion")
    field = visit.page.get_by_label("Mot de passe", exact=True)
    field.fill("visible")

    visit.press("Afficher le mot de passe")
    expect(field).to_have_attribute("type", "text")
    visit.press("Masquer le mot de passe")

    expect(field).to_have_attribute("type", "password")
    expect(field).to_have_value("visible")
