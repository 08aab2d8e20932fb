"""Five procedures of a town, each from its first page to its receipt, and where it refuses."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from engine.clock import now
from engine.i18n import day_in_paris
from tests.browser.conftest import Site, Window
from tests.browser.quality import Checker, Quality
from tests.browser.test_space import continue_as
from tests.browser.walking import SUMMARY, Walk

Look = Callable[[Page, str], None]
Start = Callable[..., Walk]
HOME = {"adresse": "1 rue de l'École", "code_postal": "05100", "commune": "Briançon"}
TODAY = day_in_paris(now())
NEXT_YEAR = TODAY.year + 1


def day(month: int, number: int, year: int = NEXT_YEAR) -> str:
    """A day of next year, as people type it."""
    return f"{number:02}/{month:02}/{year}"


@pytest.fixture
def look(look: Look, javascript: bool) -> Look:
    """Judge a page, once: with scripts, where both what was sent and what it became are seen."""

    def judge(page: Page, name: str) -> None:
        if javascript:
            look(page, name)

    return judge


@pytest.fixture
def start(site: Site, open_window: Callable[..., Window], javascript: bool) -> Start:
    """Begin a procedure of the town, as somebody or as nobody: `start("vente", "lea")`."""

    def begin(procedure: str, person: str = "") -> Walk:
        walk = Walk.of(open_window(javascript=javascript), site.at("ville.localhost"))
        assert isinstance(walk, Walk)
        if person:
            continue_as(walk, person, "/tableau-de-bord")
        return walk.begin(procedure)

    return begin


def test_the_home_of_the_town_sorts_its_procedures(
    site: Site, open_window: Callable[..., Window], checker: Checker
):
    walk = Walk.of(open_window(width=360), site.at("ville.localhost"))

    walk.open("/")

    walk.at("Vos démarches avec la mairie")
    Quality(checker).look(walk.page, "town, home")


# --- a jumble sale -------------------------------------------------------------------------------


def test_a_jumble_sale_is_declared(start: Start, look: Look, javascript: bool):
    walk = start("vente-au-deballage", "lea" if javascript else "paul")
    walk.page_of("Qui organise la vente ?", organisateur="association")
    organisation(walk)
    walk.page_of("Vous joindre", telephone="04 92 00 00 00", adresse=HOME)
    walk.at("Copie de votre pièce d'identité")
    walk.join("piece_identite").go_on()
    walk.at("Où la vente a-t-elle lieu ?")
    look(walk.page, "jumble sale, place")
    walk.page_of("Où la vente a-t-elle lieu ?", lieu="salle-fetes")

    too_late_and_too_long(walk, look)
    walk.page_of("Les dates de la vente", debut=day(5, 15), fin=day(5, 16))
    walk.at("La durée de la vente")
    walk.says("2 jours", "Comment c'est calculé").go_on()
    walk.page_of("Ce qui est vendu", etat=["occasion"], nature="Jouets, livres, vêtements")
    walk.page_of("Qui vend ?", vendeurs_prevus="40", registre_connu=True)
    register(walk)

    walk.attest_all().receive()
    walk.says("Salle des fêtes", "Paul Durand", "au moins huit jours avant la vente")


def organisation(walk: Walk) -> None:
    """An association, and who stands for it."""
    walk.at("L'organisme qui vend")
    walk.answer(organisme_nom="Les Amis de l'école", organisme_identifiant="rna")
    walk.answer(organisme_rna="W051000123", organisme_siege=HOME)
    walk.go_on()
    name = {"nom": "Martin", "prenom": "Léa"}
    walk.page_of("Son représentant", representant_nom=name, representant_qualite="présidente")


def too_late_and_too_long(walk: Walk, look: Look) -> None:
    """Tomorrow, for a quarter of a year."""
    tomorrow = TODAY + timedelta(days=1)
    after = tomorrow + timedelta(days=89)
    walk.at("Les dates de la vente")
    first, last = f"{tomorrow:%d/%m/%Y}", f"{after:%d/%m/%Y}"
    walk.refused_for("la déclaration se fait 15 jours avant", debut=first, fin=last)
    walk.refused("Une vente dure 62 jours au plus sur un même lieu. Celle-ci en compte 90.")
    look(walk.page, "jumble sale, dates refused")


def register(walk: Walk) -> None:
    """One seller in the register."""
    walk.at("Registre des vendeurs")
    walk.enter("Inscrire ce vendeur")
    walk.page_of(
        "Le vendeur",
        vendeur_genre="particulier",
        vendeur_nom="Paul Durand",
        vendeur_adresse="3 rue Haute, Briançon",
        vendeur_piece="Carte d'identité 880692310285, délivrée le 12/03/2021",
    )
    walk.leave_hub("Registre des vendeurs")


def test_two_months_a_year_at_one_place_are_the_most(start: Start, javascript: bool):
    walk = start("vente-au-deballage", "emma" if javascript else "hote")
    sell_at_the_stadium(walk, day(3, 1), day(4, 15))
    walk.page_of("Ce qui est vendu", etat=["occasion"], nature="Meubles", personnelles=True)
    walk.page_of("Qui vend ?", vendeurs_prevus="1", registre_connu=False)
    walk.attest_all().receive()
    walk.begin("vente-au-deballage")
    sell_at_the_stadium(walk, day(6, 1), day(6, 30))

    walk.refused("vos ventes dureraient 76 jours cette année-là")


def sell_at_the_stadium(walk: Walk, first: str, last: str) -> None:
    """Somebody who sells their own things, up to the page that counts the days."""
    walk.page_of("Qui organise la vente ?", organisateur="particulier")
    walk.page_of("Vous joindre", telephone="04 92 00 00 00", adresse=HOME)
    walk.at("Copie de votre pièce d'identité")
    walk.join("piece_identite").go_on()
    walk.page_of("Où la vente a-t-elle lieu ?", lieu="stade")
    walk.page_of("Les dates de la vente", debut=first, fin=last)
    walk.at("La durée de la vente")
    walk.go_on()


# --- somebody who comes from abroad --------------------------------------------------------------


def test_a_certificate_of_accommodation_is_asked_for(start: Start, look: Look):
    walk = start("attestation-d-accueil")
    look(walk.page, "accommodation, conditions")
    purpose = {"motif": "visite", "logement_ici": True, "dispense": False}
    walk.page_of("Demander une attestation d'accueil", **purpose)
    walk.page_of("Les dates du séjour", arrivee=day(6, 1), depart=day(10, 30))
    walk.leaves("Ce séjour est trop long").says("90 jours au plus")
    look(walk.page, "accommodation, exit")
    walk.follow("Précédent")
    walk.page_of("Les dates du séjour", depart=day(6, 30))

    host(walk)
    lodging(walk)
    guest(walk, look)
    commitments(walk)
    walk.attest_all()
    look(walk.page, "accommodation, summary")
    walk.receive()
    walk.says("le silence gardé pendant 1 mois vaut rejet", "saisir le préfet", "30,00 €")
    look(walk.page, "accommodation, receipt")


def host(walk: Walk) -> None:
    """Who has them to stay."""
    walk.page_of(
        "Vos coordonnées",
        nom={"nom": "Martin", "prenom": "Léa"},
        courriel="lea@demo.test",
        telephone="04 92 00 00 00",
        adresse=HOME,
    )
    walk.at("Votre identité")
    walk.answer(naissance="02/03/1985", lieu_naissance="Lyon, France", nationalite="francaise")
    walk.join("piece_identite").go_on()


def lodging(walk: Walk) -> None:
    """Where they stay."""
    kept = {"autre_adresse": False, "statut": "locataire", "surface": "64", "pieces": "3"}
    walk.page_of("Le logement où vous l'accueillez", **kept)
    walk.page_of("Y habitez-vous seul ?", seul=True)
    walk.at("Le justificatif de votre logement")
    walk.answer(justificatif_logement_piece="bail")
    walk.join("justificatif_logement").go_on()


def guest(walk: Walk, look: Look) -> None:
    """Who stays, with somebody of their family."""
    title = "Les personnes que vous accueillez"
    walk.at(title)
    walk.enter("Décrire cet invité")
    walk.page_of(
        "Votre invité",
        invite_nom={"nom": "Diallo", "prenom": "Awa", "lien": "mère"},
        invite_naissance="10/01/1955",
        invite_lieu="Dakar, Sénégal",
        invite_nationalite="SN",
        invite_passeport="A01234567",
        invite_adresse="12 rue de la Paix, Dakar",
    )
    walk.page_of("Son conjoint ou ses enfants mineurs", invite_accompagne=True)
    walk.at("Ceux qui voyagent avec lui")
    look(walk.page, "accommodation, group in a group")
    walk.enter("Commencer")
    walk.page_of(
        "Son conjoint ou son enfant",
        accompagnant_nom={"nom": "Diallo", "prenom": "Ali"},
        accompagnant_lien="conjoint",
        accompagnant_naissance="10/01/1950",
    )
    walk.leave_hub("Ceux qui voyagent avec lui")
    walk.at("Numéro du timbre électronique")
    walk.refused_for("Le numéro du timbre a 16 chiffres.", timbre="1234")
    walk.page_of("Numéro du timbre électronique", timbre="1234 5678 9012 3456")
    walk.at("Page d'identité du passeport")
    walk.join("copie_passeport").go_on()
    walk.leave_hub(title)


def commitments(walk: Walk) -> None:
    """What the host takes on, and when they can come."""
    walk.page_of("Qui prend cette assurance ?", assurance="hebergeant")
    walk.at("Vos ressources")
    walk.answer(ressources="2 400,50", justificatif_ressources_piece="avis")
    walk.join("justificatif_ressources").go_on()
    walk.at("Le coût et le logement")
    walk.says("30,00 €", "32 m²", "Les personnes que vous accueillez 1").go_on()
    moments = ["lundi-matin", "vendredi-matin"]
    walk.page_of("Votre rendez-vous en mairie", a_partir_du=day(3, 1), moments=moments)


@pytest.mark.parametrize(
    ("answers", "heading"),
    [
        ({"motif": "autre", "logement_ici": True, "dispense": False}, "L'attestation d'accueil ne"),
        ({"motif": "visite", "logement_ici": False, "dispense": False}, "Adressez-vous à votre"),
        ({"motif": "visite", "logement_ici": True, "dispense": True}, "Vous n'avez pas besoin"),
    ],
)
def test_who_needs_no_certificate_is_told_so(
    site: Site, open_window: Callable[..., Window], answers: dict[str, str | bool], heading: str
):
    walk = Walk.of(open_window(), site.at("ville.localhost"))
    assert isinstance(walk, Walk)

    walk.begin("attestation-d-accueil").page_of("Demander une attestation d'accueil", **answers)

    walk.leaves(heading)


# --- school and canteen --------------------------------------------------------------------------


def test_children_are_put_down_for_school_and_the_price_is_explained(
    start: Start, look: Look, javascript: bool
):
    walk = start("inscription-scolaire", "lea" if javascript else "paul")
    walk.page_of("Où voulez-vous inscrire vos enfants ?", niveau="ecole")
    walk.page_of("Premier jour d'école", arrivee=f"{TODAY + timedelta(days=200):%d/%m/%Y}")
    walk.page_of("Vos coordonnées", telephone="04 92 00 00 00", adresse=HOME)
    walk.page_of("Votre commune", habite=True)
    other_parent(walk)
    walk.at("Votre quotient familial")
    walk.answer(quotient_connu=True, quotient="843", justificatif_quotient_piece="caf")
    walk.join("justificatif_quotient").go_on()

    child(walk, look, "Inès", day(4, 2, NEXT_YEAR - 8), ["lundi", "mardi", "jeudi", "vendredi"])
    walk.at("Vos enfants")
    walk.press("Ajouter un enfant")
    child(walk, None, "Hugo", day(11, 20, NEXT_YEAR - 5), ["lundi", "jeudi"])
    walk.leave_hub("Vos enfants")
    walk.at("Ce que vous paierez")
    walk.says("26,50 €", "95,40 €")
    look(walk.page, "school, total")
    walk.go_on()

    payment(walk)
    pieces(walk)
    walk.attest_all().receive()
    walk.says("le silence gardé pendant 2 mois vaut acceptation", "10 %", "9,00 €")


def other_parent(walk: Walk) -> None:
    """Two parents who live apart."""
    walk.page_of("Qui exerce l'autorité parentale ?", situation="separes")
    walk.at("L'autre parent")
    walk.answer(parent_nom={"nom": "Benali", "prenom": "Karim"}, parent_courriel="karim@demo.test")
    walk.answer(parent_telephone="06 92 00 00 00", parent_adresse=HOME, residence="alternee")
    walk.go_on()
    walk.at("Décision du juge sur les enfants")
    walk.go_on()


def child(walk: Walk, look: Look | None, name: str, born: str, canteen: list[str]) -> None:
    """A child: who, where, which days, how well; a birth that cannot be is refused first."""
    walk.at("Vos enfants")
    walk.enter("Inscrire cet enfant")
    walk.at("L'enfant")
    walk.answer(enfant_nom={"nom": "Benali", "prenom": name})
    walk.answer(ecole="elementaire-prevert", classe="CE1")
    if look:
        walk.refused_for("L'enfant aura moins de deux ans", naissance=f"{TODAY:%d/%m/%Y}")
        look(walk.page, "school, child too young")
    walk.page_of("L'enfant", naissance=born)
    walk.page_of("Cantine et garderie", cantine=canteen, repas="complet", soir=["lundi"])
    walk.at("La santé de l'enfant")
    walk.join("vaccins").answer(allergie=False)
    walk.go_on()
    walk.page_of("Quelqu'un d'autre que ses responsables", autorise=False)
    walk.at("Le prix pour cet enfant")
    if look:
        walk.page.locator("main details summary").first.click()
        walk.says("Délibération du 11 juin 2026 (démonstration)")
        look(walk.page, "school, price explained")
    walk.go_on()


def payment(walk: Walk) -> None:
    """By direct debit; a wrong number is refused."""
    walk.at("Comment voulez-vous payer ?")
    walk.answer(paiement="prelevement", titulaire="Léa Martin", mandat=True)
    walk.refused_for("IBAN", iban="FR76 3000 6000 0112 3456 7890 188")
    walk.answer(iban="FR76 3000 6000 0112 3456 7890 189")
    walk.go_on()


def pieces(walk: Walk) -> None:
    """One document of several, twice."""
    walk.at("Les pièces du dossier")
    walk.answer(justificatif_domicile_piece="energie", filiation_piece="livret")
    walk.join("justificatif_domicile", "filiation").go_on()
    walk.at(SUMMARY)


def test_a_secondary_school_is_elsewhere(site: Site, open_window: Callable[..., Window]):
    walk = Walk.of(open_window(), site.at("ville.localhost"))
    assert isinstance(walk, Walk)
    continue_as(walk, "lea", "/demarches/inscription-scolaire?nouveau=1")

    walk.page_of("Où voulez-vous inscrire vos enfants ?", niveau="college")

    walk.leaves("Adressez-vous à l'établissement")


# --- works ---------------------------------------------------------------------------------------

SURFACES = {
    "plancher_existant": "120", "plancher_cree": "35", "plancher_supprime": "0",
    "emprise_existante": "90", "emprise_creee": "36,5", "hauteur": "4,2",
}  # fmt: skip


def test_works_are_declared_or_need_a_permit(start: Start, look: Look):
    walk = start("declaration-prealable")
    look(walk.page, "works, first page")
    walk.page_of("Quels travaux voulez-vous faire ?", travaux=["extension", "facade"])
    walk.page_of("Où est le terrain ?", zone_u="oui", protege="oui")
    walk.page_of("Les surfaces du bâtiment", **SURFACES)
    walk.at("Ce que donnent vos surfaces")
    walk.says("155 m²", "126,5 m²", "36,5 m²", "40 m²").go_on()
    walk.leaves("Il faut un permis de construire")
    walk.follow("Précédent", "Ce que donnent vos surfaces")
    walk.follow("Précédent")
    walk.page_of("Les surfaces du bâtiment", plancher_existant="95,5")
    walk.at("Ce que donnent vos surfaces")
    look(walk.page, "works, surfaces")
    walk.go_on()

    declarant(walk)
    parcels(walk, look)
    walk.page_of(
        "Décrivez vos travaux",
        description="Une extension en bois, couverte de tuiles rouges.",
        profil=False,
        commence=False,
    )
    walk.at("Les plans")
    walk.join("dp1", "dp2", "dp4").go_on()
    walk.at("L'aspect et les photos")
    walk.join("dp5", "dp6", "dp7", "dp8").go_on()
    walk.at("DP11")
    walk.join("dp11").go_on()
    walk.attest_all().receive()
    walk.says("le silence gardé pendant 2 mois vaut acceptation", "1 020 m²")


def declarant(walk: Walk) -> None:
    """Somebody who owns the place."""
    walk.page_of("Qui déclare ?", demandeur="particulier", qualite="proprietaire")
    walk.page_of(
        "Vous joindre",
        nom={"nom": "Martin", "prenom": "Léa"},
        courriel="lea@demo.test",
        telephone="04 92 00 00 00",
        adresse=HOME,
    )
    walk.page_of("Adresse du terrain", terrain=HOME)


def parcels(walk: Walk, look: Look) -> None:
    """Two parcels; the first lacks its number at first."""
    walk.at("Parcelles du terrain")
    walk.refused_for("Saisissez le numéro.", parcelles={"1.section": "AB", "1.superficie": "640"})
    walk.answer(parcelles={"1.numero": "102"})
    walk.press("Ajouter une ligne")
    second = {"2.section": "AB", "2.numero": "103", "2.superficie": "380"}
    walk.answer(parcelles=second)
    look(walk.page, "works, parcels")
    walk.go_on()
    walk.at("La superficie du terrain")
    walk.go_on()


@pytest.mark.parametrize(
    ("answers", "heading"),
    [
        ({"plancher_cree": "5", "emprise_creee": "5"}, "Vous n'avez rien à déclarer"),
        ({"plancher_cree": "25", "emprise_creee": "25"}, "Il faut un permis de construire"),
    ],
)
def test_a_shed_is_judged_by_its_size(
    site: Site, open_window: Callable[..., Window], answers: dict[str, str], heading: str
):
    walk = Walk.of(open_window(), site.at("ville.localhost"))
    assert isinstance(walk, Walk)
    walk.begin("declaration-prealable")
    walk.page_of("Quels travaux voulez-vous faire ?", travaux=["annexe"])
    walk.page_of("Où est le terrain ?", zone_u="oui", protege="non")

    walk.page_of("Les surfaces du bâtiment", **{**SURFACES, **answers})
    walk.at("Ce que donnent vos surfaces")
    walk.go_on()

    walk.leaves(heading)


# --- a grant -------------------------------------------------------------------------------------


def test_a_grant_is_asked_for_with_budgets_that_balance(start: Start, look: Look):
    walk = start("demande-de-subvention")
    walk.page_of("Vous demandez une subvention pour", statut="association")
    wanted = {"objet": "projets", "frequence": "premiere", "periode": "pluriannuelle"}
    walk.page_of("Que demandez-vous ?", forme=["numeraire"], exercice=str(NEXT_YEAR), **wanted)
    association(walk)

    budget(walk, look)
    project(walk)
    amounts(walk)
    walk.at("Les statuts et les comptes")
    walk.answer(comptes_publies=False)
    walk.join("comptes", "rapport").go_on()
    walk.page_of("Qui signe la demande ?", signataire="representant")
    walk.attest_all()
    look(walk.page, "grant, summary")
    walk.receive()
    walk.says("le silence gardé pendant 2 mois vaut rejet", "tribunal administratif")
    walk.says("25 %", "62,5 %")
    look(walk.page, "grant, receipt")


def association(walk: Walk) -> None:
    """Who asks, and what people are in it."""
    walk.at("L'association")
    walk.answer(organisme_nom="Les Amis de l'école", organisme_identifiant="rna")
    walk.answer(organisme_rna="W051000123", organisme_siege=HOME)
    walk.go_on()
    name = {"nom": "Martin", "prenom": "Léa"}
    walk.page_of("Son représentant", representant_nom=name, representant_qualite="présidente")
    walk.page_of(
        "La personne qui suit la demande",
        nom={"nom": "Durand", "prenom": "Paul"},
        courriel="paul@demo.test",
        telephone="04 92 00 00 00",
        adresse=HOME,
    )
    walk.page_of("Sa situation", agrement=False, utilite_publique=False, impots=False)
    people = {"adherents": "85", "benevoles": "12", "volontaires": "0", "salaries": "0"}
    walk.page_of("Ses moyens humains", **people)


def budget(walk: Walk, look: Look) -> None:
    """The budget of the association, out of balance at first."""
    walk.at("Les dépenses de l'association")
    look(walk.page, "grant, expenses")
    spent = {"60.annuel_montant": "1 500", "61.annuel_montant": "500,00"}
    walk.page_of("Les dépenses de l'association", annuel_charges=spent)
    received = {"74-commune.annuel_montant": "500", "75-cotisations.annuel_montant": "1200"}
    walk.at("Les recettes de l'association")
    walk.refused_for("Il y a 300,00 € d'écart.", annuel_produits=received)
    look(walk.page, "grant, budget out of balance")
    walk.answer(annuel_produits={"75-cotisations.annuel_montant": "1500"})
    walk.go_on()
    walk.at("Le budget de l'association")
    walk.says("2 000,00 €").go_on()
    walk.page_of("Les contributions volontaires", contributions=False)


def project(walk: Walk) -> None:
    """A project, with its own budget."""
    walk.at("Vos projets")
    walk.enter("Décrire ce projet")
    walk.page_of(
        "Le projet",
        intitule="Bibliothèque de rue",
        objectifs="Donner le goût de lire aux enfants du quartier.",
        contenu="Une séance chaque mercredi, avec deux bénévoles.",
    )
    walk.page_of(
        "Pour qui, où et quand ?",
        beneficiaires="30 enfants",
        territoire="Le quartier Ouest",
        debut=day(2, 1),
        fin=day(6, 30),
        evaluation="Le nombre de livres lus.",
    )
    spent = {"60.projet_montant": "800,50"}
    walk.page_of("Les dépenses du projet", projet_charges=spent)
    received = {"74-commune.projet_montant": "500", "75-dons.projet_montant": "300,50"}
    walk.page_of("Les recettes du projet", projet_produits=received)
    walk.at("Le budget du projet")
    walk.says("800,50 €").go_on()
    walk.at("La subvention demandée pour ce projet")
    walk.refused_for("ne peut dépasser les recettes du projet", montant="801")
    walk.answer(montant="500")
    walk.go_on()
    walk.leave_hub("Vos projets")


def amounts(walk: Walk) -> None:
    """What is asked for, year by year, and where it is paid."""
    walk.at("Le montant demandé")
    walk.says("500,00 €", "25 %").go_on()
    years = {"1.annee": str(NEXT_YEAR), "2.annee": str(NEXT_YEAR + 1)}
    walk.at("Montant demandé par année")
    wrong = {**years, "1.montant_annee": "250", "2.montant_annee": "200"}
    walk.refused_for("Les années font 450,00 € au total.", annees=wrong)
    walk.answer(annees={"2.montant_annee": "250"})
    walk.go_on()
    walk.page_of("Sur les trois derniers exercices", minimis="moins")
    walk.at("Le compte de l'association")
    walk.answer(titulaire="Les Amis de l'école", iban="FR76 3000 6000 0112 3456 7890 189")
    walk.join("rib").go_on()


def test_a_grant_is_for_associations(site: Site, open_window: Callable[..., Window]):
    walk = Walk.of(open_window(), site.at("ville.localhost"))
    assert isinstance(walk, Walk)

    walk.begin("demande-de-subvention").page_of("Vous demandez une subvention", statut="autre")

    walk.leaves("Cette aide est réservée aux associations")
