"""The points that tests see of a procedure."""

from pathlib import Path

import pytest

from engine.definitions import Library, load_library, read_definition
from engine.proving import Proved, prove
from engine.proving.covering import figures
from engine.services.proving import draw

TEXT = """\
procedure: essai
title: Essai
for: anyone
steps:
  - section: chien
    title: Chien
    when: parameters.ouvert
    steps:
      - step: chien
        title: Chien
        fields:
          - {field: ici, type: yes_no, label: Ici ?}
          - field: genre
            type: choice
            label: Genre
            when: ici
            choices: [{value: a, label: A}, {value: b, label: B, when: ici}]
          - {field: nom, type: text, label: Nom, optional: ici}
          - field: taux
            type: computed
            label: Taux
            compute: "(1 if genre == 'a' else 2) if ici else 3"
        checks: [{check: nom != "x", message: Non}]
  - group: amis
    title: Amis
    as: ami
    driven: {field: autre, label: Un autre ?}
    steps:
      - step: ami
        title: Ami
        fields:
          - {field: prenom, type: text, label: Prénom}
          - {field: de, type: text, label: De, when: ami.position > 1}
  - exit: seul
    title: Seul
    text: Seul
    when: count(amis) > 2
parameters: {ouvert: true}
tests:
"""
FIRST = """\
  - test: un chien
    answers: {ici: true, genre: a, nom: Rex, amis: [{prenom: Léa}]}
    expect: {submitted: true}
"""
OTHERS = """\
  - {test: pas ici, answers: {ici: false, nom: x}, expect: {step: chien}}
  - {test: fermé, like: un chien, parameters: {ouvert: false}, expect: {submitted: true}}
  - {test: un b, like: un chien, answers: {genre: b}, expect: {submitted: true}}
  - test: amis
    like: un chien
    answers: {amis: [{prenom: L}, {prenom: M, de: N}, {prenom: O, de: P}]}
    expect: {exit: seul}
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(Path("tests/checks/library"))


def proved(tests: str, library: Library) -> Proved:
    definition = read_definition("essai.yaml", (TEXT + tests).encode())
    assert (definition.diagnostics, definition.problems) == ((), ())
    assert definition.procedure is not None
    found = prove(definition.procedure, library, draw)
    assert all(one.is_right for one in found.proofs)
    return found


def test_one_test_leaves_the_other_ways_unseen(library: Library) -> None:
    found = proved(FIRST, library)

    missing = [f"{one.kind} {one.place} {one.value}" for one in found.missing]
    assert missing == [
        "when chien False",
        "option chien.ici False",
        "when chien.genre False",
        "when chien.genre=b False",
        "option chien.genre b",
        "optional chien.nom False",
        "if chien.taux (0, False)",
        "if chien.taux (1, False)",
        "check chien.checks[0] False",
        "when amis.ami.de True",
        "option amis.autre True",
        "when seul True",
    ]


def test_all_is_seen_when_each_way_is_taken_but_what_can_never_be(library: Library) -> None:
    found = proved(FIRST + OTHERS, library)

    assert [(one.place, one.value) for one in found.missing] == [("chien.genre=b", False)]
    assert figures(found)["checks"].percent == 100
    assert figures(found)["branches"].percent == 93
