"""The walks by chance with which procedures are proved: they can be had again, and try things."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bench.chance import Seeded
from bench.inputs import Inputs
from bench.making import made
from bench.mutants import mutant
from bench.proofs import faults, same
from bench.walks import walk_of
from engine.definitions import load_library
from engine.journeys import Context, Journey, plan_of
from tests.journeys.walking import TODAY, Walker, plan

LIBRARY = load_library(Path(__file__).parents[1] / "docs" / "authors" / "coverage")
STEPS = """
  - {step: a, title: A, fields: [{field: c, type: yes_no}]}
  - {step: b, title: B, when: c, fields: [{field: x, type: text}]}
"""


def test_the_same_seed_makes_the_same_choices() -> None:
    first, second = Seeded(7), Seeded(7)

    assert [first.below(100) for _ in range(50)] == [second.below(100) for _ in range(50)]


def test_a_number_by_chance_stays_within_its_bounds_and_takes_all_its_values() -> None:
    chance = Seeded(1)

    found = {chance.between(2, 5) for _ in range(200)}

    assert found == {2, 3, 4, 5}


@pytest.mark.parametrize(
    "schema",
    [
        {"enum": ["a", "b"]},
        {"const": True},
        {"type": "string", "minLength": 3, "maxLength": 30},
        {"type": "string", "pattern": "^[A-Z]{2}[0-9]{4}$"},
        {"type": "string", "pattern": "^(0|[1-9][0-9]{0,5})[.][0-9]{2}$"},
        {"type": "integer", "minimum": 3, "maximum": 9},
        {"type": "integer", "maximum": -4},
        {"type": "array", "items": {"enum": ["u", "v"]}, "uniqueItems": True, "minItems": 1},
        {"type": "object", "properties": {"a": {"type": "boolean"}}, "required": ["a"]},
    ],
    ids=str,
)
def test_what_is_made_from_a_schema_is_as_it_says(schema: dict[str, Any]) -> None:
    chance = Seeded(3)

    found = [made(schema, chance) for _ in range(50)]

    assert all(Draft202012Validator(schema).is_valid(one) for one in found)


def test_a_mutant_leaves_the_answers_as_they_were_and_is_mostly_another() -> None:
    answers = {"a": 1, "b": ["x", {"c": "d"}]}
    chance = Seeded(5)

    found = [mutant(answers, {}, chance) for _ in range(60)]

    assert answers == {"a": 1, "b": ["x", {"c": "d"}]}
    assert sum(not same(one, answers) for one in found) > 40


def test_somebody_errs_goes_back_and_may_leave_by_an_exit() -> None:
    procedure = next(
        one.procedure for path, one in LIBRARY.definitions.items() if path.endswith("/exit.yaml")
    )
    assert procedure is not None
    ready, inputs = plan_of(procedure, LIBRARY), Inputs(procedure, LIBRARY)

    walks = [walk_of(ready, inputs, LIBRARY, seed) for seed in range(40)]
    ends = [walk.run() for walk in walks]

    assert {journey.complete for journey in ends} == {True, False}
    assert any(len(walk.pages) > 3 for walk in walks)
    again = walk_of(ready, inputs, LIBRARY, 4)
    assert same(again.run().sent(), ends[4].sent())


def test_an_answer_that_is_sent_and_was_not_asked_is_seen() -> None:
    walker = Walker(plan(STEPS))
    walker.types("a", c="oui")
    walker.types("b", x="t")

    class Leaking(Journey):
        """A journey that sends what it should have kept."""

        def sent(self) -> dict[str, Any]:
            return {"c": False, "x": "t"}

    leaking = Leaking(walker.plan, walker.answers, Context(today=TODAY))

    assert "x is sent, and not asked" in faults(leaking)
    assert faults(walker.journey) == []
