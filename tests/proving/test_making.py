"""Tests made from what somebody really sent."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.definitions import Library, load_library, read_definition
from engine.proving import prove
from engine.proving.inventing import scrambled
from engine.proving.making import CannotMakeError, Real
from engine.proving.making import test_from as made_from
from engine.services.proving import draw

TEXT = """\
procedure: essai
title: Essai
for: account
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
actions: [{receipt: {}}]
steps:
  - step: vous
    title: Vous
    fields:
      - {field: nom, type: person, label: Nom, relation: false}
      - {field: courriel, type: email, label: Adresse électronique}
      - {field: naissance, type: date, label: Naissance, max: today}
      - field: dossier
        type: text
        label: Dossier
        pattern: "[A-Z]{2}-[0-9]{4}"
        default: "'AA-0000'"
      - {field: motif, type: textarea, label: Motif, optional: true, default: "'Rien'"}
      - {field: revenu, type: money, label: Revenu}
      - {field: epargne, type: money, label: Épargne, max: 20000}
      - field: choix
        type: choice
        label: Choix
        choices: [{value: a, label: A}, {value: b, label: B}]
      - field: qui
        type: choice
        label: Qui ?
        choices: {from: profile.personnes, label: "{{ row.nom }}"}
      - {field: piece, type: files, label: Pièce}
  - step: plus
    title: Plus
    when: revenu > 1000
    fields: [{field: taux, type: computed, label: Taux, compute: "round(revenu / 3, 2)"}]
  - group: amis
    title: Amis
    as: ami
    min: 0
    steps: [{step: ami, title: Ami, fields: [{field: prenom, type: text, label: Prénom}]}]
"""
FILE = {"id": "x", "name": "passeport-durand.PDF", "media_type": "application/pdf", "size": 9,
        "sha256": "0" * 64}  # fmt: skip
ANSWERS: dict[str, Any] = {
    "nom": {"nom": "Martin", "prenom": "Zoé"},
    "courriel": "zoe.martin@poste.fr",
    "naissance": "1987-07-24",
    "dossier": "ZM-1987",
    "revenu": "1234.56",
    "epargne": "19800.00",
    "choix": "b",
    "qui": "p1",
    "piece": [FILE],
    "taux": "411.52",
    "amis": [{"prenom": "Basile"}, {"prenom": "Ondine"}],
}
REAL = Real(
    answers=ANSWERS,
    day=date(2026, 3, 2),
    site="essai",
    profile="particulier",
    details={
        "personnes": [{"id": "p1", "prenom": "Zoé", "nom": "Martin"}],
        "contact": {"telephone": "1"},
    },
)
REALLY_SAID = (
    "Martin", "Zoé", "poste.fr", "1987-07-24", "ZM-1987", "19800", "durand", "Basile", "Ondine",
)  # fmt: skip


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(Path("tests/checks/library"))


def made(library: Library, text: str = TEXT, real: Real = REAL) -> str:
    procedure = read_definition("essai.yaml", text.encode()).procedure
    assert procedure is not None
    return made_from(procedure, library, real, "comme un envoi", draw)


def test_nothing_that_tells_who_somebody_is_stays_and_the_way_is_the_same(library: Library) -> None:
    text = made(library)

    assert [one for one in REALLY_SAID if one in text] == []
    (said,) = yaml.safe_load(text)
    assert said["answers"]["revenu"] == "1234.56"
    assert said["answers"]["motif"] is None
    assert said["answers"]["qui"] == "p1"
    assert len(said["answers"]["amis"]) == 2
    assert said["expect"] == {
        "submitted": True,
        "route": ["vous", "plus", "amis"],
        "values": {"taux": "411.52"},
        "effects": ["receipt"],
    }


def test_the_test_that_is_made_is_right_in_the_definition(library: Library) -> None:
    whole = TEXT + "tests:\n" + made(library)

    definition = read_definition("essai.yaml", whole.encode())
    assert definition.procedure is not None
    assert definition.diagnostics == ()
    assert all(one.is_right for one in prove(definition.procedure, library, draw).proofs)


def test_it_says_when_no_test_goes_the_same_way(library: Library) -> None:
    text = TEXT.replace("when: revenu > 1000", "when: courriel == 'zoe.martin@poste.fr'")

    with pytest.raises(CannotMakeError) as error:
        made(library, text)

    assert "courriel" in str(error.value)


def test_what_is_scrambled_keeps_its_form() -> None:
    found = scrambled("Ab-12 é")

    assert (found[0].isupper(), found[1].islower(), found[2], found[3].isdigit()) == (
        True, True, "-", True,
    )  # fmt: skip
    assert found != "Ab-12 é"
