"""The tourist tax end to end: the same figures on the page, in the PDF, the JSON and the CSV."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from pypdf import PdfReader

from tests.conftest import NOON
from tests.web.client import Client, Page
from tests.web.conftest import on_both
from tests.web.site import Site
from tests.web.tax import GITE, START, STUDIO, host_of, stay, to_receipt, to_stays

CALCULATOR = "/demarches/calculette-taxe-de-sejour"
ECRINS, VALLEE, LITTORAL = "pays-des-ecrins", "vallee-exemple", "littoral-exemple"
E1 = (STUDIO, ECRINS, {"prix": "100", "occupants": "4", "mineurs": "2", "depart": "08/02/2025"})
E2 = (STUDIO, LITTORAL, {"prix": "450", "occupants": "2", "mineurs": "0", "depart": "04/02/2025"})
E3 = (STUDIO, VALLEE, {"prix": "85", "occupants": "3", "mineurs": "1", "depart": "08/02/2025"})
STARS = (GITE, ECRINS, {"occupants": "10", "mineurs": "0", "depart": "11/02/2025"})
VECTORS = [
    ("A", E1, "19.25"), ("B", E1, "19.25"), ("C", E1, "19.32"),
    ("A", E2, "37.15"), ("B", E2, "37.15"), ("C", E2, "37.14"),
    ("A", E3, "19.71"), ("B", E3, "19.64"), ("C", E3, "19.60"),
    ("A", STARS, "60.50"), ("B", STARS, "60.50"), ("C", STARS, "61.00"),
]  # fmt: skip
BY_SITE: dict[tuple[str, str], list[tuple[Any, str]]] = {}
for policy, case, total in VECTORS:
    BY_SITE.setdefault((policy, case[1]), []).append((case, total))


def french(amount: str) -> str:
    """An amount as people read it."""
    return f"{amount.replace('.', ',')} €"


def plain(text: str) -> str:
    """A text with blanks of one kind."""
    return re.sub(r"\s+", " ", text.replace("\u202f", " "))


def words_of(document: bytes) -> str:
    return plain(" ".join(page.extract_text() for page in PdfReader(BytesIO(document)).pages))


def sheet_of(document: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(document.decode("utf-8-sig")), delimiter=";"))


def sent_by(site: Site) -> Mapping[str, Any]:
    """The answers last sent, as they are kept."""
    ((answers,),) = site.rows(
        "SELECT answers FROM submission ORDER BY received_at DESC, reference DESC LIMIT 1"
    )
    found: Mapping[str, Any] = json.loads(answers)
    return found


def papers_of(client: Client, page: Page, name: str) -> tuple[str, list[list[str]], str]:
    """The PDF of a document, its CSV, and the PDF of the receipt."""
    address = page.address
    pdf, sheet = (client.http.get(f"{address}/{name}.{kind}").data for kind in ("pdf", "csv"))
    return words_of(pdf), sheet_of(sheet), words_of(client.http.get(f"{address}.pdf").data)


def configured(forms: Path, open_site: Callable[..., Site], **parameters: str) -> Site:
    """A site that has its own parameters."""
    file = forms / "sites" / "paysdesecrins.yaml"
    text = re.sub(r"^parameters:.*\n", "", file.read_text(), flags=re.MULTILINE)
    said = ", ".join(f"{name}: {value}" for name, value in parameters.items())
    file.write_text(text.replace("theme:", f"parameters: {{{said}}}\ntheme:", 1))
    return open_site()


def declared(client: Client, lodging: str, typed: Mapping[str, str]) -> Page:
    """Declare one stay of February, up to the receipt."""
    to_stays(client, lodging)
    stay(client, **typed)
    return to_receipt(client)


@on_both
@pytest.mark.parametrize("place", BY_SITE, ids="-".join)
def test_the_published_figures_are_the_same_everywhere(
    forms: Path, open_site: Callable[..., Site], place: tuple[str, str]
) -> None:
    policy, collectivity = place
    site = configured(forms, open_site, arrondi=policy, collectivite=collectivity)
    client = host_of(site)

    for (lodging, _place, typed), total in BY_SITE[place]:
        page = declared(client, lodging, typed)
        document, sheet, receipt = papers_of(client, page, "etat-recapitulatif")

        assert f"Payer {french(total)}" in plain(page.text)
        assert f"Total à reverser {french(total)}" in plain(page.text)
        assert f"Total à reverser {french(total)}" in document
        assert french(total) in receipt
        assert ["Total à reverser", french(total)] in [[plain(one) for one in row] for row in sheet]
        assert sent_by(site)["a_reverser"] == total
        assert site.rows("SELECT amount FROM due ORDER BY created_at DESC, submission_id DESC")[
            0
        ] == (total,)


@on_both
def test_the_tax_of_a_season_is_the_same_everywhere(site: Site) -> None:
    client = host_of(site)
    client.open(CALCULATOR)
    client.send({"calcul": "forfait"})
    client.send({
        "capacite": "60", "tarif": "0,90", "abattement": "30", "ouvre_le": "01/05/2025",
        "ferme_le": "31/10/2025", "percu_du": "01/01/2025", "percu_au": "31/12/2025",
    })  # fmt: skip
    shown = plain(client.page.text)
    page = kept(client)
    document, sheet, receipt = papers_of(client, page, "calcul")

    assert "6 917,40 €" in shown
    assert "6 917,40 €" in plain(page.text)
    assert "6 917,40 €" in document
    assert "6 917,40 €" in receipt
    assert ["Taxe forfaitaire", "6 917,40 €"] in [[plain(one) for one in row] for row in sheet]
    assert sent_by(site)["taxe_forfaitaire"] == "6917.40"


@on_both
def test_the_interest_of_a_delay_is_the_same_everywhere(site: Site) -> None:
    client = host_of(site)
    client.open(CALCULATOR)
    client.send({"calcul": "interets"})
    client.send({"du": "640,00", "echeance": "15/10/2024", "payee_le": "15/01/2025"})
    shown = plain(client.page.text)
    page = kept(client)
    document, sheet, receipt = papers_of(client, page, "calcul")

    assert "3,84 €" in shown
    assert "CGCT, article L2333-38" in shown
    assert all("3,84 €" in one for one in (plain(page.text), document, receipt))
    assert ["Intérêt", "3,84 €"] in [[plain(one) for one in row] for row in sheet]
    assert sent_by(site)["interet"] == "3.84"


def kept(client: Client) -> Page:
    """From a result to its receipt."""
    while client.page.tree.xpath("//main//button[@value='suivant']"):
        client.send()
    return client.send(action="transmettre")


def test_the_documents_of_a_month_are_numbered(site: Site) -> None:
    client = host_of(site)

    numbers = []
    for lodging, typed in ((STUDIO, E1[2]), (GITE, STARS[2])):
        page = declared(client, lodging, typed)
        numbers += re.findall(r"ER-\d{4}-\d{2}-\d{4}", page.text)

    assert numbers == ["ER-2025-02-0001", "ER-2025-02-0002"]
    assert "État récapitulatif de la taxe de séjour" in client.open("/mes-documents").text


@pytest.mark.parametrize("opening", ["aucune_nuitee", "ferme"])
def test_a_month_without_clients_is_declared_and_owes_nothing(site: Site, opening: str) -> None:
    client = host_of(site)
    client.open(START)
    client.send({"hebergement": STUDIO, "mois": "02/2025", "ouverture": opening})
    page = client.send({"exactitude": "oui"}, action="transmettre")
    document = words_of(client.http.get(f"{page.address}/etat-recapitulatif.pdf").data)

    assert page.heading == "Votre envoi est bien reçu"
    assert "Payer" not in page.text
    assert "Total à reverser 0,00 €" in document
    assert site.count("due") == 0


def test_a_late_declaration_is_told_and_flagged(site: Site) -> None:
    client = host_of(site)
    client.open(START)

    page = client.send({"hebergement": STUDIO, "mois": "01/2025", "ouverture": "ferme"})
    client.send()
    receipt = client.send({"exactitude": "oui"}, action="transmettre")

    assert (
        "La date limite était le 15 février. Votre déclaration sera enregistrée comme tardive."
        in (page.text)
    )
    assert "0,2 % par mois" in plain(page.text)
    assert sent_by(site)["tardive"] is True
    assert "tardive" in receipt.text


def test_a_month_that_is_not_over_is_not_declared(site: Site) -> None:
    client = host_of(site)
    client.open(START)

    page = client.send({"hebergement": STUDIO, "mois": "03/2025", "ouverture": "ferme"})

    assert page.status == 422
    assert "Ce mois n'est pas terminé" in page.errors[0]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"depart": "01/02/2025"}, "La date de départ doit être postérieure à la date d'arrivée."),
        ({"arrivee": "01/01/2025", "depart": "05/01/2025"}, "Ce séjour n'a aucune nuit en février"),
        ({"arrivee": "02/03/2025", "depart": "05/03/2025"}, "L'arrivée est au plus tard le"),
        ({"mineurs": "5"}, "Il y a plus de mineurs et d'exonérés (5) que de personnes (4)."),
        ({"occupants": "-1"}, "Un séjour compte au moins une personne."),
        ({"occupants": "40"}, "4 personnes au plus : c'est le double de la capacité"),
        ({"occupants": "9" * 400}, "Personnes, enfants compris"),
        ({"mineurs": "deux"}, "Dont moins de 18 ans"),
    ],
)  # fmt: skip
def test_a_stay_that_cannot_be_is_told(site: Site, typed: dict[str, str], words: str) -> None:
    client = host_of(site)
    to_stays(client)

    page = stay(client, **typed)

    assert page.status == 422
    assert any(words in plain(one) for one in page.errors), page.errors


def test_a_platform_that_collected_leaves_nothing_to_pay(site: Site) -> None:
    client = host_of(site)
    to_stays(client)
    stay(client, collecte="operateur", operateur="Airbnb")

    page = to_receipt(client)

    assert "Payer" not in page.text
    assert sent_by(site)["a_reverser"] == "0.00"


def test_stays_that_touch_are_told_and_must_be_meant(site: Site) -> None:
    client = host_of(site)
    to_stays(client)
    stay(client, **E1[2])
    stay(client, arrivee="05/02/2025", depart="06/02/2025", prix="50", mineurs="0", occupants="1")

    told = client.follow("Continuer")
    refused = client.send({"simultanes": "non"})
    client.send({"simultanes": "oui"})

    assert "Les séjours n° 1, 2 ont des nuits en commun" in plain(told.text)
    assert refused.status == 422
    assert client.page.heading == "Vérifiez le total"


def test_a_night_without_tariff_is_told_and_goes_no_further(site: Site) -> None:
    client = host_of(site)
    to_stays(client, GITE, "12/2023")

    page = stay(client, arrivee="01/12/2023", depart="05/12/2023")

    assert page.status == 422 or "Vérifiez le total" not in page.heading
    assert "taxe-sejour" not in page.text


def test_a_second_declaration_of_a_month_corrects_the_first(site: Site) -> None:
    client = host_of(site)
    first = declared(client, STUDIO, E1[2])
    reference = str(first.tree.xpath("string(//*[@id='reference'])"))

    client.open(START)
    told = client.send({"hebergement": STUDIO, "mois": "02/2025", "ouverture": "ouvert"})
    client.send()
    stay(client, **{**E1[2], "prix": "120"})
    page = to_receipt(client)
    document = words_of(client.http.get(f"{page.address}/etat-recapitulatif.pdf").data)

    assert "Vous corrigez la déclaration du 12/03/2025." in plain(told.text)
    assert (sent_by(site)["rectificative"], sent_by(site)["corrige"]) == (True, reference)
    assert f"Rectifie {reference}" in document
    assert site.count("submission") == 2
    assert site.count("due") == 1


def test_another_lodging_or_month_is_no_correction(site: Site) -> None:
    client = host_of(site)
    declared(client, STUDIO, E1[2])

    other = to_stays(client, GITE)

    assert "corrigez" not in other.text
    assert other.heading.startswith("Gîte des Écrins")


def test_the_dashboard_says_what_is_to_be_declared_until_it_is(site: Site) -> None:
    client = host_of(site)

    before = plain(client.open("/tableau-de-bord").text)
    client.follow("Commencer")
    begun = client.page
    client.send({"hebergement": GITE, "mois": "02/2025", "ouverture": "ferme"})
    client.send({"exactitude": "oui"}, action="transmettre")
    after = plain(client.open("/tableau-de-bord").text)

    for lodging in ("Gîte des Écrins", "Studio de la Guisane"):
        told = f"{lodging} : déclaration de février 2025 à faire avant le 15 mars"
        assert told in before
        assert (told in after) is (lodging != "Gîte des Écrins")
    assert begun.tree.xpath("//input[@value='h1']/@checked")


def test_what_is_awaited_is_said_to_be_late_once_its_day_is_passed(site: Site) -> None:
    with time_machine.travel(NOON + timedelta(days=4), tick=False):
        client = host_of(site)
        page = client.open("/tableau-de-bord")

    assert "En retard" in page.text


def test_nothing_is_awaited_of_those_whom_it_does_not_concern(site: Site) -> None:
    page = site.client("lea").open("/tableau-de-bord")

    assert "déclaration de" not in page.text
