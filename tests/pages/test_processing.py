"""The notice and the register: what a definition says of the data it asks for."""

import csv
import io
from pathlib import Path

import pytest

from engine.definitions import Procedure, Site, load_library, read_definition, read_record
from engine.pages.processing import (
    Sheet,
    duration,
    register_csv,
    safe_cell,
    sheet_of,
    sheets_of,
)

SITE = """site: ici
title: Ici
service: {name: Mairie, address: [Place], email: a@demo.test, phone: 01 00 00 00 00}
profiles: {particulier: habitant}
legal: {processor: {name: Exploitant}, dpo: {name: Déléguée}}
"""
PROCEDURE = """procedure: aide
title: Demander une aide
for: [particulier]
purpose: Instruire les demandes d'aide de {{ site.service.name }}
legal_basis: legal_obligation
recipients: [Le centre d'action sociale, La trésorerie]
retention: {drafts: 30 days, submissions: 5 years, then: transfer}
steps:
  - step: un
    title: Un
    fields:
      - {field: nom, type: text, label: Votre nom}
      - {field: telephone, type: text, label: Votre téléphone, optional: true}
      - field: handicap
        type: yes_no
        label: Un handicap ?
        sensitive: true
        purpose: adapter l'accueil
      - {field: detail, type: text, label: Lequel ?, when: handicap}
      - {field: mot, type: note, text: Merci.}
"""


@pytest.fixture(scope="module")
def site() -> Site:
    site, told = read_record(Site, "ici.yaml", SITE.encode())
    assert not told
    return site


def procedure(text: str = PROCEDURE) -> Procedure:
    read = read_definition("aide.yaml", text.encode())
    assert read.procedure is not None
    assert not read.diagnostics
    return read.procedure


def sheet(site: Site, text: str = PROCEDURE) -> Sheet:
    return sheet_of(procedure(text), site, "fr")


def test_a_sheet_says_why_for_whom_and_how_long(site: Site) -> None:
    found = sheet(site)

    assert found.title == "Demander une aide"
    assert found.purpose == "Instruire les demandes d'aide de Mairie"
    assert found.basis.startswith("une obligation légale")
    assert found.persons == "habitant"
    assert found.recipients == ("Le centre d'action sociale", "La trésorerie")
    assert (found.drafts, found.submissions) == ("30 jours", "5 ans")
    assert found.then == "versement aux archives publiques"


def test_a_sheet_tells_required_optional_and_sensitive_data(site: Site) -> None:
    found = sheet(site)

    assert found.required == ["Votre nom", "Un handicap ?"]
    assert found.optional == ["Votre téléphone", "Lequel ?"]
    assert [(one.label, one.purpose) for one in found.sensitive] == [
        ("Un handicap ?", "adapter l'accueil")
    ]


def test_what_a_definition_does_not_say_has_a_default(site: Site) -> None:
    lines = [line for line in PROCEDURE.splitlines() if not line.startswith(
        ("purpose:", "legal_basis:", "recipients:", "retention:"))]  # fmt: skip

    found = sheet(site, "\n".join(lines))

    assert found.purpose == "Demander une aide"
    assert found.basis.startswith("une mission d'intérêt public")
    assert found.recipients == ("Mairie",)
    assert found.submissions == ""


def test_procedures_on_accounts_share_one_sheet(site: Site) -> None:
    account = PROCEDURE.replace("procedure: aide", "procedure: compte\nnature: compte").replace(
        "Demander une aide", "Connexion"
    )

    first, second = sheets_of([procedure(), procedure(account)], site, "fr")

    assert (first.title, second.title) == ("Comptes et connexion", "Demander une aide")
    assert "Votre nom" in first.required


def test_the_register_is_a_table_of_one_line_a_processing(site: Site) -> None:
    text = register_csv([sheet(site)], site, "fr")

    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";")
    assert text.startswith("\ufeff")
    assert row["Traitement"] == "Demander une aide"
    assert row["Sous-traitant"] == "Exploitant"
    assert row["Données sensibles"] == "Un handicap ? (adapter l'accueil)"
    assert row["Transferts hors de l'Union européenne"] == "Aucun"


@pytest.mark.parametrize("text", ["=1+1", "+33", "-1", "@a", "\tx"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("days", "said"), [(1, "1 jour"), (30, "30 jours"), (365, "1 an"), (1825, "5 ans")]
)
def test_a_duration_is_said_as_people_say_it(days: int, said: str) -> None:
    assert duration(days, "fr") == said


def test_every_procedure_that_is_shipped_has_its_sheet() -> None:
    library = load_library(Path("forms"))
    site = next(iter(library.sites.values()))

    for one in library.definitions.values():
        if one.procedure is not None:
            assert sheet_of(one.procedure, site, "fr").title
