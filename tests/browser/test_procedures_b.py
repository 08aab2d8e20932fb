"""Five procedures of a town, walked from their first page to their receipt."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from engine.clock import now
from tests.browser.conftest import ROOT, Site, Window
from tests.browser.walking import Walk, walk

Look = Callable[[Page, str], None]
Begin = Callable[[str], Walk]
PERSON = {"nom": "Martin", "prenom": "Léa"}
ADDRESS = {"adresse": "12 rue des Lilas", "code_postal": "05340", "commune": "Exempleville"}
EMAIL = "lea@exemple.test"
PHONE = "06 12 34 56 78"
HOUSEHOLD = "Les personnes qui vivent avec vous"
INCOME, EXPENSES = "Les ressources du foyer", "Les charges du foyer"


def in_days(number: int) -> str:
    """The day that comes so many days after today, as French people write it."""
    return f"{now() + timedelta(number):%d/%m/%Y}"


@pytest.fixture
def begin(open_window: Callable[..., Window], site: Site, javascript: bool) -> Begin:
    """Open a procedure of the town, with scripts and then without."""

    def opened(procedure: str) -> Walk:
        return walk(open_window(javascript=javascript), site.at("ville.localhost")).begin(procedure)

    return opened


@pytest.fixture
def always_open(
    start_site: Callable[..., Site],
    open_window: Callable[..., Window],
    tmp_path_factory: pytest.TempPathFactory,
    javascript: bool,
) -> Begin:
    """Open a procedure that has a season, on any day."""
    forms = tmp_path_factory.mktemp("open") / "forms"
    shutil.copytree(ROOT / "forms", forms)

    def opened(procedure: str) -> Walk:
        without_season(forms / "procedures" / f"{procedure}.yaml")
        site = start_site(FORMS=str(forms)).at("ville.localhost")
        return walk(open_window(javascript=javascript), site).begin(procedure)

    return opened


def without_season(definition: Path) -> None:
    """Take the season out of a definition."""
    lines = definition.read_text().splitlines(keepends=True)
    definition.write_text("".join(one for one in lines if not one.startswith("opening:")))


def with_files(walk: Walk, heading: str, *files: str, **answers: str) -> None:
    """Answer a page that asks for files too."""
    walk.at(heading)
    walk.answer(**answers)
    walk.join(*files)
    walk.go_on()


def test_the_public_ground_is_asked_for_and_its_price_explained(begin: Begin, look: Look) -> None:
    walk = begin("permission-de-voirie")
    walk.page_of("Qui demande la permission ?", demandeur="entreprise")
    walk.page_of("L'organisme", raison_sociale="Café de la Place", siret="356 000 000 00048")
    walk.page_of(
        "Comment vous joindre ?", demandeur_nom=PERSON, courriel=EMAIL, adresse_demandeur=ADDRESS
    )
    walk.page_of("Qu'allez-vous installer ?", genre="terrasse")
    walk.page_of("Où ?", lieu=ADDRESS, zone="1")
    walk.at("Quand ?")
    walk.refused_for("La demande doit être faite au moins 15 jours avant", debut=in_days(2))
    walk.page_of("Quand ?", debut=in_days(20), fin=in_days(119))
    walk.at("Quelle place prendra l'installation ?")
    walk.refused_for(
        "Il faut laisser un passage d'au moins 1,40 mètre",
        longueur="4,5",
        largeur="2",
        passage="1,2",
    )
    walk.page_of("Quelle place prendra l'installation ?", passage="1,60")
    walk.at("Ce que vous aurez à payer")
    walk.says("9\u00a0m²", "100\u00a0jours", "84", "0,38\u00a0€", "287,28\u00a0€")
    look(walk.page, "permission-de-voirie amount")
    walk.go_on()
    with_files(walk, "Plan ou photo annotée", "plan")
    with_files(walk, "L'assurance", "assurance", assurance_fin=in_days(400))
    walk.attest_all().receive()
    walk.says("287,28\u00a0€", "tribunal administratif")
    look(walk.page, "permission-de-voirie receipt")


def test_a_trench_is_another_procedure(begin: Begin) -> None:
    walk = begin("permission-de-voirie")
    walk.page_of("Qui demande la permission ?", demandeur="particulier")
    walk.page_of(
        "Comment vous joindre ?", demandeur_nom=PERSON, courriel=EMAIL, adresse_demandeur=ADDRESS
    )
    walk.page_of("Qu'allez-vous installer ?", genre="reseau")

    walk.leaves("Une autre démarche est nécessaire").says("accord technique préalable")


def test_a_dog_of_the_second_category_gets_a_permit(begin: Begin) -> None:
    walk = begin("detention-de-chien")
    walk.page_of(
        "Avez-vous le droit de détenir ce chien ?",
        naissance="04/05/1990",
        interdiction=True,
        condamnation=False,
        tutelle=False,
    )
    walk.leaves("Le permis ne peut pas vous être donné").follow("Précédent")
    walk.page_of("Avez-vous le droit de détenir ce chien ?", interdiction=False)
    walk.page_of(
        "Qui êtes-vous ?", proprietaire=PERSON, adresse=ADDRESS, courriel=EMAIL, telephone=PHONE
    )
    walk.page_of("Quelle est la catégorie du chien ?", categorie="2")
    walk.page_of(
        "Décrivez le chien",
        nom_du_chien="Rex",
        race="Rottweiler",
        sexe="male",
        chien_ne_le=in_days(-1200),
        puce="250269000000000",
    )
    with_files(walk, "Carte d'identification du chien", "carte")
    walk.at("La vaccination contre la rage")
    walk.refused_for("La vaccination n'est plus valable", vaccin_fin=in_days(-1))
    with_files(walk, "La vaccination contre la rage", "vaccin", vaccin_fin=in_days(90))
    with_files(walk, "L'assurance", "assurance", assurance_fin=in_days(90))
    with_files(walk, "Votre attestation d'aptitude", "aptitude", aptitude_le=in_days(-300))
    with_files(
        walk, "L'évaluation comportementale", "evaluation", niveau="2", evalue_le=in_days(-200)
    )
    walk.attest_all().receive()
    walk.says("définitif", "Niveau 2")


def test_one_enters_the_list_of_voters_before_the_sixth_friday(begin: Begin) -> None:
    walk = begin("listes-electorales")
    walk.page_of("Quelle est votre nationalité ?", nationalite="autre")
    walk.leaves("Vous ne pouvez pas encore vous inscrire").follow("Précédent")
    walk.page_of("Quelle est votre nationalité ?", nationalite="ue")
    walk.page_of(
        "À quelles élections voulez-vous voter ?",
        pays="DE",
        listes=["municipales", "europeennes"],
        capacite=True,
    )
    walk.page_of("Quand êtes-vous né ?", naissance="04/05/1990", scrutin="municipales-2032")
    walk.at("La date limite")
    walk.says("dimanche 14 mars 2032", "vendredi 6 février 2032").go_on()
    walk.page_of(
        "Qui êtes-vous ?",
        nom="Weber",
        prenoms="Anna",
        sexe="f",
        ne_en_france=False,
        ville_de_naissance="Fribourg",
        pays_de_naissance="DE",
    )
    walk.page_of("Comment vous joindre ?", courriel=EMAIL)
    walk.page_of("Quel est votre lien avec la commune ?", motif="domicile")
    walk.page_of("Votre adresse", adresse=ADDRESS)
    walk.page_of("Votre inscription précédente", deja_inscrit=False)
    with_files(walk, "Pièce d'identité de votre pays", "piece_identite")
    with_files(walk, "Votre justificatif", "justificatif", preuve="facture")
    walk.attest_all().receive()
    walk.says("Allemagne", "vendredi 6 février 2032")


def test_a_household_asks_for_help_by_what_is_left_to_live_on(begin: Begin, look: Look) -> None:
    walk = begin("aide-ccas")
    describe_household(walk)
    describe_income(walk)
    describe_expenses(walk)
    walk.at("Votre reste à vivre")
    walk.says("847,50\u00a0€", "1,3", "10,19\u00a0€", "150,00\u00a0€")
    look(walk.page, "aide-ccas amount")
    walk.go_on()
    walk.at("De quoi avez-vous besoin ?")
    walk.refused_for(
        "l'aide ne peut pas dépasser 150,00\u00a0€",
        besoin=["energie"],
        montant_demande="200",
        explication="Une facture de chauffage.",
        deja_aide=False,
    )
    walk.page_of("De quoi avez-vous besoin ?", montant_demande="150")
    walk.page_of("Où verser l'aide ?", versement="moi", iban="FR76 3000 6000 0112 3456 7890 189")
    walk.attest_all().receive()
    walk.says("10,19\u00a0€")
    look(walk.page, "aide-ccas receipt")


def test_hives_are_declared_and_added_up(always_open: Begin, look: Look) -> None:
    walk = always_open("declaration-de-ruches")
    walk.page_of("Avez-vous déjà un numéro d'apiculteur ?", a_un_numero=True, napi="A1234567")
    walk.page_of(
        "Qui êtes-vous ?", statut="particulier", nom=PERSON, courriel=EMAIL, adresse=ADDRESS
    )
    walk.at("Vos ruchers")
    hive(walk, "Embrun", "montagne")
    walk.refused_for(
        "Ce rucher n'a aucune colonie", ruches="0", ruchettes="0", nucleis="0", hivernage=True
    )
    walk.page_of("Combien de colonies ?", ruches="12")
    walk.at("Vos ruchers")
    walk.press("Ajouter un rucher")
    hive(walk, "Gap", "ville")
    walk.page_of("Combien de colonies ?", ruches="3", ruchettes="2", nucleis="0", hivernage=False)
    walk.leave_hub("Vos ruchers")
    walk.at("Le total")
    walk.says("15", "17")
    look(walk.page, "declaration-de-ruches total")
    walk.page_of("Le total", produits=["miel", "pollen"])
    walk.attest_all().receive()
    walk.says("17")


def hive(walk: Walk, commune: str, around: str) -> None:
    """Say where a hive is, up to its colonies."""
    walk.enter("Décrire ce rucher").at("Où est ce rucher ?")
    walk.page.get_by_role("searchbox").or_(walk.page.get_by_role("textbox")).first.fill(commune)
    if not walk.has_scripts:
        walk.press("Chercher")
    walk.page.get_by_role("radio", name=f"{commune} (05)", exact=True).check()
    walk.answer(environnement=around)
    walk.go_on()
    walk.at("Combien de colonies ?")


def describe_household(walk: Walk) -> None:
    """A mother and her child."""
    walk.page_of("Habitez-vous la commune depuis trois mois ou plus ?", habite=True)
    walk.page_of(
        "Qui êtes-vous ?",
        demandeur=PERSON,
        naissance="04/05/1990",
        adresse=ADDRESS,
        telephone=PHONE,
        courriel=EMAIL,
    )
    walk.page_of("Combien de personnes vivent avec vous ?", nombre_autres="1")
    walk.at(HOUSEHOLD)
    walk.enter("Décrire cette personne").page_of(
        "Qui est cette personne ?",
        identite={"nom": "Martin", "prenom": "Zoé"},
        nee_le=in_days(-2000),
        situation="etudes",
    )
    walk.leave_hub(HOUSEHOLD)


def describe_income(walk: Walk) -> None:
    """One income, after an amount that is refused."""
    walk.at(INCOME)
    walk.enter("Décrire cette ressource").at("Quelle ressource ?")
    walk.refused_for(
        "0,00\u00a0€", nature_ressource="rsa", montant_ressource="-5", rythme_ressource="mois"
    )
    with_files(walk, "Quelle ressource ?", "preuve_ressource", montant_ressource="847,50")
    walk.leave_hub(INCOME)


def describe_expenses(walk: Walk) -> None:
    """A rent."""
    walk.at(EXPENSES)
    walk.enter("Décrire cette charge")
    with_files(
        walk,
        "Quelle charge ?",
        "preuve_charge",
        nature_charge="loyer",
        montant_charge="450",
        rythme_charge="mois",
    )
    walk.leave_hub(EXPENSES)
