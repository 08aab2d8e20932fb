"""What the analysis says of single points: an example, nothing, or that it does not know."""

from pathlib import Path
from typing import Any

import pytest

from engine.analysis import UNDECIDED, Bounds, Reach, Witness
from engine.definitions import Library, Procedure, load_library, read_definition
from engine.definitions.points import Point, points_of
from engine.journeys import Context, Journey, plan_of

LIBRARY = load_library(Path(__file__).parents[1] / "checks" / "library")
AIDS = """
procedure: essai
title: Essai
for: anyone
steps:
  - step: vous
    title: Vous
    fields:
      - {field: age, type: integer, label: Âge, min: 0, max: 120}
      - {field: seul, type: yes_no, label: Seul ?}
      - field: aides
        type: choices
        label: Aides
        optional: true
        choices: [apl, rsa, {value: aucune, label: Aucune, exclusive: true}]
  - exit: mineur
    title: Trop jeune
    text: Revenez plus tard.
    when: age < 18
  - step: conjoint
    title: Conjoint
    when: not seul
    fields:
      - {field: naissance, type: date, label: Né le, max: date("2008-01-01")}
      - {field: revenu, type: money, label: Revenu, max: 1000}
    checks:
      - {check: revenu > 0, message: Plus que rien.}
  - group: enfants
    as: enfant
    title: Enfants
    min: 0
    max: 3
    steps:
      - step: enfant
        title: Enfant
        fields:
          - {field: part, type: integer, label: Part, min: 1, max: 10}
          - {field: nom, type: text, label: Nom, when: part > 5}
  - step: fin
    title: Fin
    when: '"apl" in aides and sum(enfants.part) > 4'
    fields: [{field: mot, type: text, label: Mot, min_length: 9}]
"""


def procedure_in(text: str) -> Procedure:
    definition = read_definition("essai.yaml", text.encode())
    assert definition.procedure is not None
    return definition.procedure


def journey_of(procedure: Procedure, library: Library, witness: Witness) -> Journey:
    return Journey(plan_of(procedure, library), witness.kept, Context(today=witness.today))


@pytest.fixture(scope="module")
def aids() -> Procedure:
    return procedure_in(AIDS)


@pytest.fixture(scope="module")
def reach(aids: Procedure) -> Reach:
    return Reach(aids, LIBRARY)


def test_every_point_of_a_small_procedure_has_an_example_that_is_walked(
    aids: Procedure, reach: Reach
) -> None:
    found: dict[Point, Any] = {point: reach.reachable(point) for point in points_of(aids)}

    assert all(isinstance(one, Witness) for one in found.values())
    for one in found.values():
        assert journey_of(aids, LIBRARY, one).complete is one.sent


def test_an_example_that_can_be_sent_comes_first(reach: Reach) -> None:
    found = reach.reachable(Point("when", "conjoint", True))
    exit_ = reach.reachable(Point("when", "mineur", True))

    assert isinstance(found, Witness)
    assert isinstance(exit_, Witness)
    assert found.sent
    assert found.answers["seul"] is False
    assert not exit_.sent
    assert exit_.answers["age"] < 18


def test_what_cannot_happen_has_no_example() -> None:
    text = AIDS.replace('when: \'"apl" in aides and', "when: 'age < 10 and")
    reach = Reach(procedure_in(text), LIBRARY)

    assert reach.reachable(Point("when", "fin", True)) is None
    assert reach.reachable(Point("when", "fin", False)) is not None


def test_a_question_that_takes_too_long_is_not_decided(aids: Procedure) -> None:
    reach = Reach(aids, LIBRARY, Bounds(work=1))

    assert reach.reachable(Point("when", "fin", True)) is UNDECIDED


def test_the_same_question_gets_the_same_answer(aids: Procedure) -> None:
    first, second = Reach(aids, LIBRARY), Reach(aids, LIBRARY)

    for point in points_of(aids):
        assert first.reachable(point) == second.reachable(point)
