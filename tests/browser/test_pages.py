"""Every page and state of the deposit: accessible, valid, as wide as the screen, both colours."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Window
from tests.browser.steps import A_JPEG, A_PDF, NAME, SEND, START, Visit, forget_session, sent
from tests.samples import encrypted_pdf, html

Look = Callable[[Page, str], None]
NOWHERE = "status of 404"
STALE = "status of 409"


@pytest.fixture
def visit(open_window: Callable[..., Window], site: Site) -> Visit:
    """A person with scripts, on the site that the tests of a process share."""
    return Visit.of(open_window(), site)


def test_the_pages_before_a_procedure(visit: Visit, look: Look):
    visit.open("/")
    look(visit.page, "home")

    visit.open(START)
    look(visit.page, "sign in")

    visit.open("/_pieces")
    look(visit.page, "pieces")


def test_the_first_steps(visit: Visit, look: Look):
    visit.sign_in()
    look(visit.page, "first step")

    visit.press("D'autres documents", "Combien de documents souhaitez-vous envoyer ?")
    look(visit.page, "count")

    visit.press("Suivant")
    visit.refused("Indiquez le nombre de documents à envoyer.")
    look(visit.page, "count with an error")


def test_the_list_of_documents(visit: Visit, look: Look):
    visit.sign_in().begin(3)
    look(visit.page, "hub with nothing done")

    visit.document(1, 3).load(2).name()
    visit.open(hub_of(visit))
    look(visit.page, "hub under way")

    visit.follow(re.compile("Supprimer Document 3"))
    expect(visit.page.locator("h1")).to_contain_text("Document 3")
    look(visit.page, "removal of a document")


def test_the_list_with_too_many_documents(visit: Visit, look: Look):
    visit.sign_in().begin(2).document(1, 2).load(2).name("lettre").kind(
        "un autre document"
    ).person()
    visit.add(A_JPEG, listed=["verso.jpg"]).complete(2, 2)
    look(visit.page, "hub with everything done")

    visit.follow("Précédent", "Combien de documents souhaitez-vous envoyer ?")
    visit.page.get_by_label("Combien").fill("1")
    visit.press("Suivant", "Vous voulez transmettre 1 document")

    expect(visit.page.locator(".notice")).to_contain_text("un de plus que le nombre indiqué")
    look(visit.page, "hub with one too many")


def test_the_name_and_the_type(visit: Visit, look: Look):
    visit.sign_in().begin().load()
    look(visit.page, "name")

    visit.page.get_by_label(NAME).fill("ab")
    visit.press("Suivant")
    visit.refused("entre 3 et 30 caractères")
    look(visit.page, "name with an error")

    visit.name("carte")
    look(visit.page, "type with results")

    visit.page.get_by_role("searchbox").fill("xyzxyz")
    expect(visit.page.locator(".found")).to_contain_text("Rien ne correspond")
    look(visit.page, "type without results")


def test_the_person_and_the_comment(visit: Visit, look: Look):
    visit.sign_in().begin().load().name().kind()
    look(visit.page, "person")

    visit.press("Suivant")
    visit.refused("Rédigez un commentaire expliquant votre envoi.")
    look(visit.page, "person with errors")

    visit.page.get_by_role("radio", name="Une autre personne").check()
    expect(visit.page.get_by_label("Prénom")).to_be_visible()
    look(visit.page, "another person")


def test_the_files(visit: Visit, look: Look):
    visit.sign_in().begin().load().name().kind().person()
    look(visit.page, "files with none")

    visit.add(A_PDF, A_JPEG, listed=["carte.pdf", "verso.jpg"])
    look(visit.page, "files with some")

    locked = sent("secret.pdf", encrypted_pdf())
    visit.page.locator("input[type=file]").set_input_files([locked, sent("page.html", html())])
    expect(visit.page.locator(".sending .error")).to_have_count(2)
    look(visit.page, "files with refused ones")


def test_the_files_without_scripts(open_window: Callable[..., Window], site: Site, look: Look):
    visit = Visit.of(open_window(javascript=False), site)
    visit.sign_in().begin().load().name().kind().person()
    visit.add(A_PDF, listed=["carte.pdf"])

    visit.page.locator("input[type=file]").set_input_files(sent("secret.pdf", encrypted_pdf()))
    visit.press("Ajouter un fichier")

    visit.refused("protégé par un mot de passe")
    look(visit.page, "files refused without scripts")


def test_the_summary_the_receipt_and_the_mail(own_site: Site, open_window, look: Look):
    visit = Visit.of(open_window(), own_site)
    visit.sign_in()
    visit.open("/mes-envois")
    look(visit.page, "my submissions with none")

    visit.open(START)
    visit.begin().document().to_summary()
    look(visit.page, "summary")

    visit.press(SEND)
    visit.refused("Cochez la case")
    look(visit.page, "summary with an error")

    visit.attest().send()
    look(visit.page, "receipt")


def test_what_a_person_has_begun_and_sent(own_site: Site, open_window, look: Look):
    visit = Visit.of(open_window(), own_site)
    visit.sign_in().begin().document().to_summary().attest().send()
    visit.open(START)
    visit.begin(2)

    visit.open(START)
    visit.at("Envoyer des documents")
    look(visit.page, "resume")

    visit.follow(re.compile("^Abandonner"), "Abandonner cet envoi ?")
    look(visit.page, "abandon")

    visit.open("/mes-envois")
    look(visit.page, "my submissions with some")


def test_the_mails_of_the_demonstration(own_site: Site, open_window, look: Look):
    visit = Visit.of(open_window(), own_site)
    visit.open("/_mails")
    look(visit.page, "mails with none")

    visit.sign_in().begin().document().to_summary().attest().send()
    arrived(visit)
    look(visit.page, "mails")

    visit.follow(re.compile("a bien été reçu"))
    expect(visit.page.locator("pre")).to_be_visible()
    look(visit.page, "a mail")


def test_two_tabs_that_disagree(open_window: Callable[..., Window], site: Site, look: Look):
    window = open_window()
    window.expect(STALE)
    visit = Visit.of(window, site)
    visit.sign_in().begin().load().name().kind()
    other = Visit(window.context.new_page(), site)
    other.page.goto(visit.page.url)
    other.person("Léa Martin", "Écrit ailleurs")

    visit.page.get_by_label("Commentaire explicatif").fill("Écrit ici")
    visit.page.get_by_role("radio", name="Karim Benali").check()
    visit.press("Suivant", "Cette page a été modifiée dans un autre onglet")

    look(visit.page, "conflict")


def test_an_address_that_leads_nowhere(open_window: Callable[..., Window], site: Site, look: Look):
    window = open_window()
    window.expect(NOWHERE)
    visit = Visit.of(window, site)

    visit.open("/nulle-part")

    look(visit.page, "not found")


def test_a_file_that_is_much_too_heavy(
    open_window: Callable[..., Window], site: Site, look: Look, tmp_path: Path
):
    window = open_window(javascript=False)
    window.expect("status of 413")
    visit = Visit.of(window, site)
    visit.sign_in().begin().load().name().kind().person()
    film = tmp_path / "film.pdf"
    film.write_bytes(b"%PDF-1.7" + bytes(70_000_000))

    visit.page.locator("input[type=file]").set_input_files(film)
    visit.press("Ajouter un fichier")

    visit.at("Ce fichier est trop lourd")
    look(visit.page, "too heavy")


def test_a_session_that_expired(open_window: Callable[..., Window], site: Site, look: Look):
    window = open_window()
    visit = Visit.of(window, site)
    visit.sign_in().begin().load()
    forget_session(window)

    visit.page.reload()

    expect(visit.page.locator("main")).to_contain_text("Votre session a expiré")
    look(visit.page, "expired session")


def hub_of(visit: Visit) -> str:
    return re.sub(r"/documents/.*", "/documents", visit.page.url.removeprefix(visit.site.address))


def arrived(visit: Visit) -> None:
    """Look at the mails until that of the receipt is there."""
    for _ in range(60):
        visit.open("/_mails")
        if visit.page.get_by_role("link", name=re.compile("a bien été reçu")).count():
            return
        visit.page.wait_for_timeout(250)
    pytest.fail("no mail came")
