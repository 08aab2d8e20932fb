"""What the law has a site say: readable by anybody, on every site, true of its definitions."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.client import Client
from tests.web.site import Site

PAGES = (
    "/accessibilite", "/confidentialite", "/cookies", "/mentions-legales", "/textes/conditions",
    "/textes/confidentialite",
)  # fmt: skip
AUDIT = """
legal:
  publisher: {name: Communauté de communes}
  director: Camille Exemple
  host: {name: Hébergeur de démonstration, address: [Paris], phone: 01 00 00 00 01}
  dpo: {name: DPO de démonstration, email: dpo@demo.test}
  accessibility:
    audit: {date: 2024-06-01, auditor: Cabinet Exemple, rate: RATE}
    failures: [Les cartes]
"""


def with_legal(forms: Path, rate: str, day: str = "2024-06-01") -> None:
    file = forms / "sites" / "msa.yaml"
    text = file.read_text("utf-8")
    before = text[: text.index("\nlegal:")] if "\nlegal:" in text else text
    file.write_text(before + AUDIT.replace("RATE", rate).replace("2024-06-01", day), "utf-8")


@pytest.mark.parametrize("host", ["msa.localhost", "paysdesecrins.localhost"])
@pytest.mark.parametrize("address", PAGES)
def test_anybody_reads_the_legal_pages_of_each_site(site: Site, host: str, address: str) -> None:
    response = site.app.test_client().get(address, headers={"Host": host})

    assert response.status_code == 200


def test_a_site_without_audit_is_not_compliant(forms: Path, open_site: Callable[..., Site]) -> None:
    file = forms / "sites" / "msa.yaml"
    text = file.read_text("utf-8")
    file.write_text(text[: text.index("\nlegal:")] if "\nlegal:" in text else text, "utf-8")

    page = open_site().client().open("/accessibilite")

    assert "Le site est non conforme avec le référentiel général" in page.text
    assert "Aucun audit n'a encore été réalisé" in page.text
    assert "RGAA" in page.text
    assert "Défenseur des droits" in page.text


@pytest.mark.parametrize(
    ("rate", "day", "state"),
    [
        ("100", "2024-06-01", "totalement conforme"),
        ("99.9", "2024-06-01", "partiellement conforme"),
        ("50", "2024-06-01", "partiellement conforme"),
        ("49.9", "2024-06-01", "non conforme"),
        ("100", "2022-03-12", "non conforme"),
        ("100", "2022-03-13", "totalement conforme"),
    ],
)
def test_the_state_comes_from_the_rate_of_an_audit_that_is_not_too_old(
    forms: Path, open_site: Callable[..., Site], rate: str, day: str, state: str
) -> None:
    with_legal(forms, rate, day)

    page = open_site().client().open("/accessibilite")

    assert f"Le site est {state} avec le référentiel" in page.text
    assert f"{rate.replace('.', ',')} % des critères" in page.text
    assert "Les cartes" in page.text


def test_the_notice_says_of_each_procedure_what_its_definition_says(nobody: Client) -> None:
    page = nobody.open("/confidentialite")

    assert "Envoyer des documents" in page.text
    assert "5 ans" in page.text
    assert "30 jours" in page.text
    assert "www.cnil.fr" in page.text
    assert page.link("Lire la politique de confidentialité") == "/textes/confidentialite"


def test_the_site_says_who_publishes_and_hosts_it(
    forms: Path, open_site: Callable[..., Site]
) -> None:
    with_legal(forms, "60")

    client = open_site().client()

    page = client.open("/mentions-legales")
    assert "Directeur de la publication : Camille Exemple" in page.text
    assert "Hébergeur de démonstration" in page.text
    assert "dpo@demo.test" in client.open("/confidentialite").text


def test_the_page_on_cookies_names_those_that_are_given(site: Site, lea: Client) -> None:
    given = {one.key for one in lea.http._cookies.values()}

    page = lea.open("/cookies")

    for name in given:
        assert name in page.text
    assert "aucun bandeau" in page.text


@pytest.mark.parametrize(("roles", "status"), [("[]", 404), ('["agent"]', 404)])
def test_the_register_is_for_those_who_run_the_site(
    site: Site, lea: Client, roles: str, status: int
) -> None:
    site.desk.database.change("UPDATE account SET roles = ?", roles)

    assert lea.open("/bureau/registre").status == status
    assert lea.http.get("/bureau/registre.csv").status_code == status


def test_the_register_is_read_and_downloaded(site: Site, lea: Client) -> None:
    site.desk.database.change("UPDATE account SET roles = ?", '["operator"]')

    page = lea.open("/bureau/registre")
    table = lea.http.get(page.link("Télécharger en tableau (CSV)")).get_data(as_text=True)

    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff")), delimiter=";"))
    titles = [row["Traitement"] for row in rows]
    assert "Envoyer des documents" in titles
    assert all(title in page.text for title in titles)
    (deposit,) = [row for row in rows if row["Traitement"] == "Envoyer des documents"]
    assert deposit["Conservation des envois"] == "5 ans"
    assert "Commentaire explicatif" in deposit["Données obligatoires"]


def test_nobody_reads_the_register_without_signing_in(nobody: Client) -> None:
    page = nobody.open("/bureau/registre")

    assert page.status == 401
