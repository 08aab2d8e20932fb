"""How the answers of a version become those of the next one."""

from typing import Any

import pytest

from engine.definitions.migrations import Carrying, carrying_of
from tests.definitions.written import HEAD, procedure

STEPS = """\
  - step: nouveau
    title: Nouveau
    renamed_from: ancien
    fields:
      - {field: motif, type: text, label: Motif, renamed_from: objet}
      - field: salle
        type: choices
        label: Salle
        choices: [{value: grande, label: Grande, renamed_from: s1}, {value: petite, label: Petite}]
  - group: personnes
    title: Personnes
    renamed_from: gens
    steps:
      - step: personne
        title: Personne
        fields: [{field: prenom, type: text, label: Prénom, renamed_from: nom}]
"""
MOVES = "migrate:\n  - {forget: commentaire}\n  - {replace: salle, from: s2, to: petite}\n"


@pytest.fixture
def carrying() -> Carrying:
    found = carrying_of(procedure(STEPS, HEAD + MOVES))
    assert found is not None
    return found


def test_a_version_that_says_nothing_takes_nothing_over() -> None:
    steps = "  - {step: un, title: Un, intro: Bonjour}\n"

    assert carrying_of(procedure(steps)) is None
    assert carrying_of(procedure(steps, HEAD + "migrate: []\n")) == Carrying()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"objet": "fête"}, {"motif": "fête"}),
        ({"objet": "fête", "motif": "bal"}, {"motif": "bal"}),
        ({"salle": ["s1", "s2", "autre"]}, {"salle": ["grande", "petite", "autre"]}),
        ({"commentaire": "oui", "reste": 1}, {"reste": 1}),
        ({"#ancien": True, "#autre": True}, {"#nouveau": True, "#autre": True}),
        (
            {"gens": [{"_key": "1", "nom": "Léa", "commentaire": "x"}]},
            {"personnes": [{"_key": "1", "prenom": "Léa"}]},
        ),
        ({"fichiers": [{"id": "a", "name": "b"}]}, {"fichiers": [{"id": "a", "name": "b"}]}),
        ({"rien": None, "vide": []}, {"rien": None, "vide": []}),
        ({}, {}),
    ],
)
def test_answers_get_the_names_of_now(
    carrying: Carrying, before: dict[str, Any], after: dict[str, Any]
) -> None:
    assert carrying.answers(before) == after


def test_what_was_typed_goes_along(carrying: Carrying) -> None:
    typed = {"ancien": {"objet": [""], "objet.jour": ["3"]}, "gens/1/personne": {"nom": ["L"]}}

    assert carrying.typed(typed) == {
        "nouveau": {"motif": [""], "motif.jour": ["3"]},
        "personnes/1/personne": {"prenom": ["L"]},
    }
