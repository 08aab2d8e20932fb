from pathlib import Path

import pytest

from engine.definitions import read_definition
from engine.definitions.naming import Words
from engine.expressions import parse
from engine.source.positions import NOWHERE

DEFINITION = """
procedure: essai
title: Essai
for: [anyone, employeur]
parameters: {seuil: 2000}
steps:
  - step: accueil
    title: Pour commencer
    fields:
      - field: envoi
        type: choice
        label: Envoi
        choices:
          - {value: dsn, label: Une DSN}
          - {value: bordereau, label: Un bordereau}
          - {value: autre, label: Autre chose}
      - field: travaux
        type: choices
        label: Travaux
        choices: [{value: mur, label: Un mur}, {value: toit, label: Un toit}]
      - {field: seul, type: yes_no, label: Seul ?}
      - {field: naissance, type: date, label: Naissance}
      - {field: montant, type: money, label: Montant}
      - {field: reste, type: computed, compute: montant - 10}
  - group: lots
    title: Lots
    as: lot
    max: 3
    steps:
      - step: lot
        title: Lot {{ lot.position }}
        fields: [{field: surface, type: integer, label: Surface}]
"""
SAID = {
    'envoi == "dsn"': "« Envoi » est « Une DSN »",
    'envoi != "dsn"': "« Envoi » n'est pas « Une DSN »",
    'envoi == "dsn" or envoi == "autre"': "« Envoi » est « Une DSN » ou « Autre chose »",
    'envoi != "dsn" and envoi != "autre"': "« Envoi » n'est ni « Une DSN » ni « Autre chose »",
    'envoi in ["dsn", "autre"]': "« Envoi » est « Une DSN » ou « Autre chose »",
    '"mur" in travaux': "« Travaux » comprend « Un mur »",
    'not ("mur" in travaux) and "toit" not in travaux': (
        "« Travaux » ne comprend pas « Un mur » ni « Un toit »"
    ),
    "seul": "« Seul ? » est « oui »",
    "not seul": "« Seul ? » est « non »",
    'not (seul and envoi == "dsn")': "« Seul ? » est « non » ou « Envoi » n'est pas « Une DSN »",
    'seul and (envoi == "dsn" or montant > 3)': (
        "« Seul ? » est « oui » et (« Envoi » est « Une DSN » ou « Montant » vaut plus de 3)"
    ),
    'seul and (envoi == "dsn" or envoi == "autre")': (
        "« Seul ? » est « oui » et « Envoi » est « Une DSN » ou « Autre chose »"
    ),
    "montant + 1.5 >= parameters.seuil": "« Montant » + 1,5 vaut « seuil (2 000) » au moins",
    "10 < montant < 20": "10 vaut moins de « Montant » et « Montant » vaut moins de 20",
    "age(naissance) < 18": "l'âge depuis « Naissance » vaut moins de 18",
    'naissance > date("2020-05-01")': "« Naissance » tombe après le 01/05/2020",
    "today() <= naissance": "la date du jour ne tombe pas après « Naissance »",
    "answered(montant)": "« Montant » a une réponse",
    'not asked("accueil")': "l'étape « Pour commencer » n'est pas posée",
    "count(lots) > 1": "le nombre de « Lots » vaut plus de 1",
    "sum(lots.surface) > 5": "le total de « Surface » vaut plus de 5",
    "lot.surface > 5": "« Surface » vaut plus de 5",
    'account.profile == "employeur"': "« profil du compte » est « employeur »",
    "reste == -1": "« reste » est −1",
    "max(montant, reste) > 5": "le plus grand de « Montant » et « reste » vaut plus de 5",
    "percent(montant, 5) > 1": "percent(« Montant », 5) vaut plus de 1",
    "(1 if seul else 2) == 2": "1 si « Seul ? » est « oui », sinon 2 est 2",
}


@pytest.fixture(scope="module")
def words() -> Words:
    procedure = read_definition("essai.yaml", DEFINITION.encode()).procedure
    assert procedure is not None
    return Words(procedure, "fr")


@pytest.mark.parametrize(("text", "said"), SAID.items())
def test_a_condition_is_told_in_the_words_of_the_procedure(words: Words, text, said):
    syntax, problems = parse(text, NOWHERE)
    assert syntax is not None, problems

    told = words.condition(syntax)

    assert told.replace("\u00a0", " ").replace("\u202f", " ") == said


def test_a_condition_is_told_in_english(words: Words):
    syntax, _problems = parse('envoi == "dsn" and not seul', NOWHERE)
    assert syntax is not None

    told = Words(words.procedure, "en").condition(syntax)

    assert told == "“Envoi” is “Une DSN” and “Seul ?” is “no”"


def test_a_title_without_answers_has_its_plural(words: Words):
    text = words.procedure.steps[1]

    assert words.text(text.title) == "Lots"
    assert words.titles["lot"] == "Lot ‹position›"


def test_every_shipped_condition_has_a_sentence():
    for path in sorted(Path("forms/procedures").glob("*.yaml"))[:6]:
        procedure = read_definition(str(path), path.read_bytes()).procedure
        assert procedure is not None
        told = [
            Words(procedure, "fr").condition(one.when)
            for one in procedure.steps
            if one.when is not None
        ]

        assert all("«" in one for one in told)
