"""The points of a procedure: what its tests must see."""

from engine.definitions import Point, points_of
from tests.definitions.written import HEAD, procedure

STEPS = """\
  - section: vous
    title: Vous
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
            choices:
              - {value: a, label: A, when: ici}
              - {value: b, label: B}
              - {value: c, label: C, link: "https://exemple.test"}
          - {field: nom, type: text, label: Nom, optional: ici}
          - field: taux
            type: computed
            label: Taux
            compute: "(1 if genre == 'a' else 2) if ici else 3"
        checks:
          - {check: ici, message: Non}
  - group: amis
    title: Amis
    as: ami
    driven: {field: autre, label: Un autre ?}
    steps:
      - step: ami
        title: Ami
        when: ami.position > 1
        fields: [{field: prenom, type: text, label: Prénom}]
"""


def test_lists_all_that_may_turn_out_in_one_way_or_another():
    found = points_of(procedure(STEPS, HEAD + "parameters: {ouvert: true}\n"))

    both = [
        ("when", "vous"), ("option", "chien.ici"), ("when", "chien.genre"),
        ("when", "chien.genre=a"), ("optional", "chien.nom"), ("check", "chien.checks[0]"),
        ("option", "amis.autre"), ("when", "amis.ami"),
    ]  # fmt: skip
    options = {Point("option", "chien.genre", value) for value in "ab"}
    ifs = {Point("if", "chien.taux", (n, value)) for n in (0, 1) for value in (True, False)}
    twice = {Point(kind, place, value) for kind, place in both for value in (True, False)}
    assert set(found) == twice | options | ifs
    assert len(found) == len(set(found))
