"""The guide of a site, made from the definitions that it offers."""

from io import BytesIO

import pikepdf
import pypdf
import pytest

from engine.database import Database
from engine.services.desk import Desk
from engine.services.guiding import content_of, guide_pdf
from tests.conftest import NOON
from tests.services.asking import a_desk, sites

PROCEDURE = """
procedure: peche
title: Carte de pêche
for: [particulier, account]
nature: declaration
intro: |
  Demandez votre **carte de pêche**.

  - pour un an
  - pour un jour
retention: {drafts: 10 days, submissions: 1 year, then: eliminate}
steps:
  - step: duree
    title: Durée
    fields:
      - field: duree
        type: choice
        label: Pour combien de temps ?
        help: Un an commence en janvier.
        choices:
          - {value: an, label: Une année}
          - {value: jour, label: Une journée}
          - {value: loin, label: Ailleurs, link: "https://ailleurs.test/"}
      - {field: jour, type: date, label: Quel jour ?, when: duree == "jour"}
      - {field: mot, type: text, label: Un mot, optional: true}
  - group: pecheurs
    title: Les pêcheurs
    steps:
      - step: piece
        title: Pièces
        fields:
          - field: photo
            type: files
            label: Photo du pêcheur
            accept: [jpeg]
            max_files: 1
            max_total_size: 2 MB
attestations: [{field: vrai, text: Tout est exact.}]
next: La carte arrive par courrier. [Suivre](/mes-envois)
"""
ACCOUNT = """
procedure: connexion
title: Se connecter
for: anyone
nature: compte
summary: false
steps:
  - step: un
    title: Un
    fields: [{field: courriel, type: email, label: Courriel}]
"""


@pytest.fixture
def kind():
    return "sqlite"


@pytest.fixture
def desk(database: Database, tmp_path) -> Desk:
    forms = sites(tmp_path / "forms")
    (forms / "procedures" / "peche.yaml").write_text(PROCEDURE)
    (forms / "procedures" / "connexion.yaml").write_text(ACCOUNT)
    desk = a_desk(database, tmp_path)
    assert "peche" in desk.catalogue.names("msa"), desk.catalogue.diagnostics
    return desk


def words(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    return " ".join(text.replace("\u00a0", " ").split())


def test_the_guide_says_what_there_is_to_know_of_a_procedure(desk):
    said = words(guide_pdf(desk, desk.catalogue.site("msa")))

    for one in (
        "Carte de pêche", "Demandez votre carte de pêche.", "pour un jour",
        "Toute personne qui a un compte ici.", "msa.localhost/demarches/peche",
        "Photo du pêcheur : JPG, 1 fichier au plus, 2 Mo au plus en tout", "est gardé 10 jours",
        "Étape 1 – Durée", "Pour combien de temps ?", "Un an commence en janvier.",
        "Une année", "Ailleurs (sur un autre site)", "Quel jour ? (selon vos réponses)",
        "Un mot (facultatif)", "Étape 2 – Les pêcheurs", "Étape 2.1 – Pièces",
        "Cochez la case : « Tout est exact. »", "La carte arrive par courrier.",
        "Service de Démarches", "01 00 00 00 00", "service@msa.test",
    ):  # fmt: skip
        assert one in said


def test_what_one_does_to_one_s_account_is_not_in_the_guide(desk):
    said = words(guide_pdf(desk, desk.catalogue.site("msa")))

    assert "Se connecter" not in said


def test_the_guide_has_a_table_of_contents_that_leads_there(desk):
    reader = pypdf.PdfReader(BytesIO(guide_pdf(desk, desk.catalogue.site("msa"))))

    first = reader.pages[0]
    said = first.extract_text()
    assert "Sommaire" in said
    assert "Étape 1 – Durée" in said
    assert len(first["/Annots"]) >= 3


def test_links_lead_there_from_paper_too(desk):
    reader = pypdf.PdfReader(BytesIO(guide_pdf(desk, desk.catalogue.site("msa"))))

    links = {
        one.get_object()["/A"]["/URI"]
        for page in reader.pages
        for one in page.get("/Annots", ())
        if "/URI" in one.get_object().get("/A", {})
    }

    assert {"http://msa.localhost/mes-envois", "http://msa.localhost/demarches/peche"} <= links


def test_a_title_that_depends_on_answers_only_is_left_out(desk):
    file = desk.catalogue.folder / "procedures" / "peche.yaml"
    file.write_text(PROCEDURE.replace("title: Les pêcheurs", 'title: "{{ mot }}"'))
    desk.catalogue._next_look = 0.0
    desk.catalogue.refresh(NOON)

    said = words(guide_pdf(desk, desk.catalogue.site("msa")))

    assert "Étape 2 Ces étapes" in said


def test_the_guide_is_tagged_and_says_its_language_and_title(desk):
    with pikepdf.open(BytesIO(guide_pdf(desk, desk.catalogue.site("msa")))) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Guide des démarches"
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("fr")


def test_the_guide_follows_the_definitions(desk):
    site = desk.catalogue.site("msa")
    first, again = guide_pdf(desk, site), guide_pdf(desk, site)
    file = desk.catalogue.folder / "procedures" / "peche.yaml"

    file.write_text(PROCEDURE.replace("Carte de pêche", "Permis de pêche"))
    desk.catalogue._next_look = 0.0
    desk.catalogue.refresh(NOON)

    assert again is first
    assert "Permis de pêche" in words(guide_pdf(desk, desk.catalogue.site("msa")))


def test_a_site_offers_its_own_procedures_only(desk):
    sites_folder = desk.catalogue.folder / "sites"
    file = sites_folder / "other.yaml"
    file.write_text(file.read_text() + "procedures: [connexion]\n")
    desk.catalogue._next_look = 0.0
    desk.catalogue.refresh(NOON)

    content = content_of(desk, desk.catalogue.site("other"))

    assert content["chapters"] == []
    assert "Aucune démarche" in words(guide_pdf(desk, desk.catalogue.site("other")))
