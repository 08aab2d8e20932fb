"""A host asks for changes of lodgings, an agent decides: with scripts and without."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Window
from tests.browser.steps import RECEIVED, SUMMARY, Visit, sent
from tests.browser.test_space import continue_as
from tests.samples import pdf

Look = Callable[[Page, str], None]
DECISION = "decision-de-classement.pdf"
MINE, DESK, DESK_URL = "Mes demandes", "Demandes de modification", "/bureau/demandes"


def test_a_lodging_is_asked_for_and_refused(
    own_site: Site,
    open_window: Callable[..., Window],
    look: Look,
    javascript: bool,
):
    host, agent = both(own_site, open_window, javascript=javascript)
    look(host.page, "my requests, none")

    ask_for_capacity(host, look)
    refuse(agent, look)

    host.open("/mes-demandes")
    expect(host.page.locator("main .tag")).to_have_text(["Refusée"])
    expect(host.page.locator("main")).to_contain_text("La déclaration en mairie dit six.")
    look(host.page, "my requests, refused")


def test_a_classification_is_asked_for_and_accepted(
    own_site: Site,
    open_window: Callable[..., Window],
    look: Look,
    javascript: bool,
):
    host, agent = both(own_site, open_window, javascript=javascript)

    ask_for_classification(host, look)
    host.open("/mes-demandes")
    host.at(MINE)
    look(host.page, "my requests")
    accept(agent, look)

    expect(agent.page.locator("main")).to_contain_text("Aucune demande n'attend de réponse.")
    host.open("/mes-demandes")
    expect(host.page.locator("main .tag")).to_have_text(["Acceptée"])
    host.open("/demarches/classement?nouveau=1")
    host.page.get_by_label("Studio de la Guisane").check()
    host.press("Suivant")
    expect(host.page.locator("main")).to_contain_text("aujourd'hui : 2 étoiles")


def test_what_the_account_knows_is_proposed(
    own_site: Site,
    open_window: Callable[..., Window],
    look: Look,
    javascript: bool,
):
    host = Visit.of(open_window(javascript=javascript), own_site)
    continue_as(host, "hote", "/demarches/mes-informations?nouveau=1")

    expect(host.page.get_by_label("Numéro de téléphone")).to_have_value("04 92 00 00 00")
    expect(host.page.get_by_label("Commune")).to_have_value("Vallouise-Pelvoux")
    expect(host.page.get_by_text("Déjà connu de votre compte")).to_have_count(2)
    look(host.page, "my information")
    host.page.get_by_label("Code postal").fill("053")
    host.press("Enregistrer mes informations")
    host.refused("Saisissez les cinq chiffres de votre code postal.")
    look(host.page, "my information, refused")


def both(
    site: Site, open_window: Callable[..., Window], *, javascript: bool
) -> tuple[Visit, Visit]:
    """A host and an agent, each in front of a page of theirs."""
    host = Visit.of(open_window(javascript=javascript), site)
    agent = Visit.of(open_window(javascript=javascript), site)
    return continue_as(host, "hote", "/mes-demandes"), continue_as(agent, "agent", DESK_URL)


def ask_for_capacity(host: Visit, look: Look) -> None:
    """Eight persons in the first lodging, instead of six."""
    host.open("/demarches/hebergement?nouveau=1")
    look(host.page, "lodging, which one")
    host.page.get_by_label("Gîte des Écrins").check()
    host.press("Suivant", "Gîte des Écrins")
    expect(host.page.get_by_text("Déjà connu de votre compte").first).to_be_visible()
    look(host.page, "lodging, prefilled")
    host.page.get_by_label("Capacité d'accueil").fill("")
    host.press("Suivant")
    host.refused("Indiquez combien de personnes vous pouvez accueillir.")
    look(host.page, "lodging, refused")
    host.page.get_by_label("Capacité d'accueil").fill("8")
    host.press("Suivant", SUMMARY)
    send(host)


def ask_for_classification(host: Visit, look: Look) -> None:
    """The second lodging has two stars, as its certificate says."""
    host.open("/demarches/classement?nouveau=1")
    look(host.page, "classification, which lodging")
    host.page.get_by_label("Studio de la Guisane").check()
    host.press("Suivant")
    host.page.get_by_label("2 étoiles").check()
    host.page.get_by_label("Date de la décision").fill("01/02/2025")
    look(host.page, "classification, decision")
    host.press("Suivant")
    host.page.get_by_label("Fin de validité du classement").fill("01/02/2030")
    host.page.locator("input[type=file]").set_input_files(sent(DECISION, pdf(2)))
    if not host.has_scripts:
        host.press("Ajouter un fichier")
    host.lists([DECISION])
    look(host.page, "classification, certificate")
    host.press("Suivant", SUMMARY)
    look(host.page, "classification, summary")
    send(host)


def send(host: Visit) -> None:
    """Attest and send."""
    host.attest()
    host.press("Envoyer ma demande", RECEIVED)


def decide_on(agent: Visit, name: str) -> None:
    """Open the request that waits on a lodging."""
    agent.open(DESK_URL)
    agent.at(DESK)
    agent.page.get_by_role("listitem").filter(has_text=name).get_by_role("link").first.click()
    agent.at(re.compile(name))


def refuse(agent: Visit, look: Look) -> None:
    """Refuse the capacity: a reason is wanted."""
    agent.open(DESK_URL)
    look(agent.page, "desk of requests")
    decide_on(agent, "Gîte des Écrins")
    expect(agent.page.locator(".compare td")).to_have_text(["6", "8"])
    agent.page.get_by_role("radio", name="Refuser").check()
    agent.press("Envoyer la décision")
    agent.refused("Indiquez pourquoi la demande est refusée")
    look(agent.page, "desk, a reason is missing")
    agent.page.get_by_label("Motif du refus").fill("La déclaration en mairie dit six.")
    agent.press("Envoyer la décision", DESK)


def accept(agent: Visit, look: Look) -> None:
    """Read the certificate, and accept the classification."""
    decide_on(agent, "Studio de la Guisane")
    look(agent.page, "desk, a classification")
    with agent.page.expect_download() as download:
        agent.page.get_by_role("link", name=DECISION).click()
    assert download.value.path().read_bytes() == pdf(2)
    agent.page.get_by_role("radio", name="Accepter").check()
    agent.press("Envoyer la décision", DESK)
