"""The tourist tax: stays typed or imported, a total explained, a payment refused then made."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from playwright.sync_api import Page, expect

from engine.clock import now
from tests.browser.conftest import Site, Window
from tests.browser.steps import Visit, sent

Look = Callable[[Page, str], None]
START = "/demarches/declaration-taxe-de-sejour?nouveau=1"
MONTHS = count(2)
HOST = "paysdesecrins.localhost"
STAYS = re.compile(r"Studio de la Guisane\s: les séjours")
HEAD = "Arrivée;Départ;Personnes;Mineurs;Prix de la nuit\n"
TOGETHER = "Plusieurs clients occupaient-ils l'hébergement en même temps ?"
CONDITIONS = re.compile("^pour créer et valider", re.IGNORECASE)
RECEIVED = "Votre envoi est bien reçu"


def month_before(count: int) -> date:
    """The first day of the month that was so many months ago: from two on, one is late."""
    today = now().date()
    months = today.year * 12 + today.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)


@dataclass(frozen=True)
class Declaring(Visit):
    """A host who declares a month that no other test declares."""

    month: date = field(default_factory=lambda: month_before(next(MONTHS)))

    def day(self, number: int) -> str:
        """A day of that month, as people type it."""
        return f"{self.month.replace(day=number):%d/%m/%Y}"


def host_of(window: Window, site: Site) -> Declaring:
    """A host of the second site, who agreed to its terms."""
    visit = Declaring.of(window, site.at(HOST))
    visit.open("/_personnes")
    visit.page.locator("button[value=hote]").click()
    visit.page.wait_for_load_state()
    visit.open(START)
    if CONDITIONS.match(visit.page.locator("h1").inner_text()):
        for box in visit.page.get_by_role("checkbox").all():
            box.check()
        visit.button("Valider").click()
        expect(visit.page.locator("h1")).not_to_have_text(CONDITIONS)
        visit.open(START)
    return visit


def begin(visit: Declaring, lodging: str) -> None:
    """Say which lodging and which month, and that there were clients."""
    visit.page.get_by_label(re.compile(lodging)).check()
    visit.page.get_by_label("Mois déclaré").fill(f"{visit.month:%m/%Y}")
    visit.page.get_by_label("a reçu des clients").check()
    visit.press("Suivant", "Votre déclaration est tardive")
    expect(
        visit.page.get_by_text("Votre déclaration sera enregistrée comme tardive")
    ).to_be_visible()


def type_stay(visit: Declaring, first: int, last: int, people: int, minors: int) -> None:
    """Type a stay in the step that is shown."""
    visit.page.get_by_label("Date d'arrivée").fill(visit.day(first))
    visit.page.get_by_label("Date de départ").fill(visit.day(last))
    visit.page.get_by_label("Personnes, enfants compris").fill(str(people))
    visit.page.get_by_label("Dont moins de 18 ans").fill(str(minors))


def declare(visit: Declaring, look: Look, how: str) -> None:
    """Go from the first page to the receipt, with the mistakes that people make."""
    begin(visit, "Studio de la Guisane")
    look(visit.page, f"{how} late")
    visit.press("Suivant", STAYS)
    look(visit.page, f"{how} no stay yet")
    visit.follow("Commencer", "Le séjour")
    type_stay(visit, 8, 1, 4, 5)
    visit.press("Suivant", "Le séjour")
    expect(visit.page.locator("[data-error-summary]")).to_contain_text(
        "La date de départ doit être"
    )
    look(visit.page, f"{how} a stay with mistakes")
    type_stay(visit, 1, 8, 4, 2)
    visit.press("Suivant")
    visit.page.get_by_label("Prix hors taxes d'une nuit").fill("100")
    look(visit.page, f"{how} price of the night")
    visit.press("Suivant", "La taxe de ce séjour")
    look(visit.page, f"{how} tax of the stay")
    visit.press("Suivant", STAYS)
    look(visit.page, f"{how} stays")
    check_and_send(visit, look, how)


def check_and_send(visit: Visit, look: Look, how: str) -> None:
    """Read the total and the summary, then send."""
    visit.follow("Continuer", "Vérifiez le total")
    expect(visit.page.locator(".computed").last).to_have_text("19,25 €")
    look(visit.page, f"{how} totals")
    visit.press("Suivant", "Vérifiez vos réponses")
    look(visit.page, f"{how} summary")
    visit.page.get_by_role("checkbox").check()
    visit.button(re.compile("^Déclarer 19,25")).click()
    visit.at(RECEIVED)


def pay(visit: Visit, decision: str) -> None:
    """Press « Payer », then choose what the bank says."""
    visit.button(re.compile("^Payer 19,25")).click()
    visit.at("Paiement de test")
    visit.button(decision).click()


def pay_later(visit: Visit, look: Look, how: str) -> None:
    """Leave the receipt, and find on the dashboard what is to be paid."""
    visit.follow("Payer plus tard", "Bienvenue sur votre tableau de bord")
    expect(visit.page.get_by_text("À payer : 19,25 €").first).to_be_visible()
    look(visit.page, f"{how} dashboard to pay")
    visit.page.get_by_role("link", name=re.compile("^Payer 19,25")).first.click()
    visit.at("Payer en ligne")


def test_a_stay_is_declared_and_its_payment_refused_then_made(
    site: Site, open_window: Callable[..., Window], look: Look, javascript: bool
):
    how = f"tax {'with' if javascript else 'without'} script"
    window = open_window(javascript=javascript)
    visit = host_of(window, site)

    declare(visit, look, how)
    look(visit.page, f"{how} receipt to pay")
    pay_later(visit, look, how)
    look(visit.page, f"{how} page of the payment")
    visit.button(re.compile("^Payer 19,25")).click()
    visit.at("Paiement de test")
    look(visit.page, f"{how} bank")
    visit.button("Refuser le paiement").click()
    visit.at("Payer en ligne")
    expect(visit.page.get_by_text("Le paiement a été refusé par votre banque")).to_be_visible()
    look(visit.page, f"{how} payment refused")
    pay(visit, "Accepter le paiement")
    visit.at("Votre paiement est bien reçu")
    look(visit.page, f"{how} payment received")
    visit.follow("Ce que vous avez transmis", RECEIVED)
    expect(visit.page.get_by_text("payés le")).to_be_visible()
    with visit.page.expect_download() as download:
        visit.page.get_by_role("link", name=re.compile("État récapitulatif.*PDF")).click()
    assert download.value.suggested_filename.startswith("etat-recapitulatif-ER-")


def test_a_register_is_corrected_then_imported(
    site: Site, open_window: Callable[..., Window], look: Look, javascript: bool
):
    how = f"register {'with' if javascript else 'without'} script"
    visit = host_of(open_window(javascript=javascript), site)
    begin(visit, "Studio de la Guisane")
    visit.press("Suivant", STAYS)
    wrong = f"{HEAD}{visit.day(8)};{visit.day(1)};2;0;80\nhier;{visit.day(4)};-2;0;\n"
    right = HEAD + "\n".join(
        [
            f"{visit.day(1)};{visit.day(8)};4;2;100",
            f"{visit.day(10)};{visit.day(12)};2;0;80,50",
            f"{visit.day(11)};{visit.day(14)};2;0;80",
        ]
    )

    visit.follow("Importer un registre (CSV)", "Importer un registre (CSV)")
    look(visit.page, f"{how} file to choose")
    visit.page.get_by_label("Fichier du registre").set_input_files(sent("faux.csv", wrong.encode()))
    visit.button("Lire le fichier").click()
    expect(visit.page.locator("[data-error-summary]")).to_contain_text("2 lignes comportent")
    look(visit.page, f"{how} mistakes")
    visit.page.get_by_label("Fichier du registre").set_input_files(
        sent("juste.csv", right.encode("cp1252"))
    )
    visit.button("Lire le fichier").click()
    expect(visit.page.get_by_text("3 lignes lues, sans erreur.")).to_be_visible()
    look(visit.page, f"{how} preview")
    visit.button("Importer 3 lignes").click()
    visit.at(STAYS)
    expect(visit.page.get_by_text("Complet", exact=True)).to_have_count(3)
    look(visit.page, f"{how} imported")
    visit.follow("Continuer", TOGETHER)
    look(visit.page, f"{how} stays that touch")


def test_the_calculator_is_open_to_anyone(
    site: Site, open_window: Callable[..., Window], look: Look, javascript: bool
):
    how = f"calculator {'with' if javascript else 'without'} script"
    visit = Visit.of(open_window(javascript=javascript), site.at(HOST))

    visit.open("/demarches/calculette-taxe-de-sejour?nouveau=1")
    look(visit.page, f"{how} choice")
    visit.page.get_by_label("La taxe forfaitaire d'une saison").check()
    visit.press("Suivant", "La saison")
    visit.press("Suivant", "La saison")
    expect(visit.page.locator("[data-error-summary] li")).to_have_count(7)
    look(visit.page, f"{how} season with mistakes")
    for label, typed in (
        ("Capacité d'accueil", "60"), ("Tarif par personne", "0,90"), ("Abattement voté", "30"),
        ("Premier jour d'ouverture", "01/05/2025"), ("Jour de fermeture", "31/10/2025"),
        ("Premier jour de perception", "01/01/2025"), ("Dernier jour de perception", "31/12/2025"),
    ):  # fmt: skip
        visit.page.get_by_label(label).fill(typed)
    visit.press("Suivant", "La taxe forfaitaire")
    expect(visit.page.locator(".computed").last).to_have_text("6 917,40 €")
    look(visit.page, f"{how} result")
    visit.press("Suivant", "Vérifiez vos réponses")
    visit.press("Garder ce calcul", RECEIVED)
    look(visit.page, f"{how} kept")
