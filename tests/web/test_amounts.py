"""Amounts on the pages of a person: worked out, explained, said to be missing or changed."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from shutil import copy

import pypdf
import pytest

from tests.web.client import Client, Page
from tests.web.conftest import on_both
from tests.web.site import Site
from tests.web.test_definitions import rewrite

TABLES = Path(__file__).parents[1] / "expressions" / "tables"
START = "/demarches/essai-de-taxe"
PROCEDURE = """
procedure: essai-de-taxe
title: Taxe de séjour
for: anyone
retention: {drafts: 30 days, submissions: 5 years, then: eliminate}
steps:
  - step: sejour
    title: Le séjour
    fields:
      - field: categorie
        type: choice
        label: Catégorie
        choices: [{value: 3e, label: 3 étoiles}, {value: nc, label: Sans classement}]
      - {field: arrivee, type: date, label: Arrivée}
      - {field: depart, type: date, label: Départ}
      - {field: personnes, type: integer, label: Personnes, min: 0}
  - step: taxe
    title: La taxe
    fields:
      - {field: nuits, type: computed, hidden: true, compute: "days_between(arrivee, depart)"}
      - field: nuitees
        type: computed
        label: Tarif des nuits
        compute: sum_over_nights(arrivee, depart, lookup("tarifs", categorie, "tarif", at=night))
        legal: CGCT, article L2333-30
      - {field: taxe, type: computed, label: Taxe, compute: nuitees * personnes}
  - step: total
    title: Vérifiez le total
    fields:
      - field: total
        type: computed
        label: À reverser
        compute: round(taxe + percent(taxe, 10), 2)
        rule: Taxe, plus 10 % pour le département
"""
STAY = {
    "categorie": "3e", "arrivee": "29/12/2025", "depart": "02/01/2026", "personnes": "2",
}  # fmt: skip


@pytest.fixture
def site(forms: Path, open_site: Callable[..., Site]) -> Site:
    """A site with the procedure and its tariffs."""
    (forms / "procedures" / "essai-de-taxe.yaml").write_text(PROCEDURE, "utf-8")
    for name in ("tarifs.csv", "tarifs.yaml"):
        copy(TABLES / name, forms / "tables" / name)
    return open_site()


def at_taxe(client: Client, **typed: str) -> Page:
    client.open(START)
    return client.send({**STAY, **typed})


def to_summary(client: Client) -> Page:
    at_taxe(client)
    client.send({})
    return client.send({})


def explained(page: Page) -> list[list[str]]:
    """The lines under each amount of the page."""
    return [
        [" ".join(line.text_content().split()) for line in one.xpath(".//p | .//li")]
        for one in page.tree.xpath("//main//details[@class='amount']")
    ]


TARIFF = [
    "La somme, nuit par nuit, de : tarif de « Tarifs de la taxe de séjour »",
    "Catégorie 3 étoiles",
    "Arrivée lundi 29 décembre 2025",
    "Départ vendredi 2 janvier 2026",
    (
        "Tarifs de la taxe de séjour – 3 étoiles, tarif 0,50 €"
        " du 01/01/2025 au 31/12/2025 · Délibération du 12/06/2024"
    ),
    (
        "Tarifs de la taxe de séjour – 3 étoiles, tarif 0,55 €"
        " du 01/01/2026 au 31/12/2026 · Délibération du 18/06/2025"
    ),
    "Nuits du 29/12/2025 au 01/01/2026 3 × 0,50 €",
    "Nuits du 01/01/2026 au 02/01/2026 1 × 0,55 €",
    "Tarif des nuits 2,05 €",
    "Texte : CGCT, article L2333-30",
]


def test_an_amount_says_line_by_line_how_it_is_worked_out(site: Site) -> None:
    page = at_taxe(site.client())

    tariff, taxe = explained(page)

    assert page.heading == "La taxe"
    assert "nuits" not in page.values
    assert tariff == TARIFF
    assert taxe == [
        "Tarif des nuits × Personnes", "Tarif des nuits 2,05 €", "Personnes 2", "Taxe 4,10 €",
    ]  # fmt: skip


@on_both
def test_the_summary_the_receipt_and_its_paper_say_the_same(site: Site) -> None:
    client = site.client()
    summary = to_summary(client)

    receipt = client.send({})

    assert explained(summary)[0] == explained(receipt)[0] == TARIFF
    assert "4,51 €" in summary.text
    assert "Taxe, plus 10 % pour le département" in receipt.text
    paper = client.http.get(receipt.link("Télécharger l'accusé"))
    text = " ".join(one.extract_text() for one in pypdf.PdfReader(BytesIO(paper.data)).pages)
    said = " ".join(text.split())
    assert "4,51" in said
    assert "du 01/01/2026 au 31/12/2026 · Délibération du 18/06/2025" in said
    assert "CGCT, article L2333-30" in said


@on_both
def test_what_is_kept_of_a_sending_holds_exact_values_and_why(site: Site) -> None:
    client = site.client()
    to_summary(client)
    client.send({})

    ((answers, receipt),) = site.rows("SELECT answers, receipt FROM submission")

    sent = json.loads(answers)
    assert (sent["nuits"], sent["nuitees"], sent["taxe"], sent["total"]) == (
        4, "2.05", "4.10", "4.51",
    )  # fmt: skip
    rows = [row for section in json.loads(receipt)["sections"] for row in section["rows"]]
    facts = next(row["amount"]["facts"] for row in rows if row["label"] == "Tarif des nuits")
    assert facts["value"] == "2.05"
    assert [one["name"] for one in facts["inputs"]] == ["categorie", "arrivee", "depart"]
    assert [(one["value"], one["from"], one["to"], one["legal"]) for one in facts["rows"]] == [
        ("0.50", "2025-01-01", "2025-12-31", "Délibération du 12/06/2024"),
        ("0.55", "2026-01-01", "2026-12-31", "Délibération du 18/06/2025"),
    ]
    assert [one["nights"] for one in facts["nights"]] == [3, 1]
    assert all(len(one["hash"]) == 64 for one in facts["rows"])


def test_a_missing_tariff_is_a_sentence_and_one_cannot_go_on(site: Site) -> None:
    client = site.client()
    page = at_taxe(client, arrivee="30/12/2031", depart="02/01/2032")

    again = client.send({})

    said = (
        "Tarif des nuits\u00a0: rien n'est connu pour «\u00a03 étoiles\u00a0» le 30/12/2031 dans"
        " «\u00a0Tarifs de la taxe de séjour\u00a0». Vérifiez cette date et cette réponse\u00a0;"
        " si elles sont justes, dites-le au service."
    )
    assert again.status == 422
    assert page.errors == again.errors == [" ".join(said.split())]
    assert client.open(f"{START}/total").heading == "La taxe"


def test_a_table_edited_while_a_draft_is_open_says_what_has_changed(
    site: Site, forms: Path
) -> None:
    client = site.client()
    to_summary(client)

    rewrite(site, forms / "tables" / "tarifs.csv", "0,55 €", "0,60 €")
    changed = client.open(client.page.address)
    page = client.open(f"{START}/taxe")

    said = "pour « 3 étoiles », 0,55 € est devenu 0,60 €. Le montant a été calculé de nouveau."
    assert said in changed.text
    assert said in page.text
    assert "2,10 €" in page.text
    client.send({})
    assert said in client.open(f"{START}/taxe").text


def test_what_is_typed_for_an_amount_counts_for_nothing(site: Site) -> None:
    client = site.client()
    page = at_taxe(client)

    client.forge(page.address, {**{k: v[0] for k, v in page.values.items()}, "taxe": "0"})

    assert "4,10 €" in client.open(f"{START}/taxe").text
