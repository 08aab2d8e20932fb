"""Every procedure that ships, walked by chance: nothing breaks, and its schema says what it takes.

A procedure that is added is walked too; `python -m bench journeys` walks many more.
"""

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bench.inputs import Inputs
from bench.mutants import mutant
from bench.proofs import faults
from bench.walks import Walk, walk_of
from engine.definitions import load_library
from engine.journeys import Journey, Plan, answers_schema, plan_of
from tests.forms.retyped import accepts

FORMS = Path(__file__).parents[2] / "forms"
LIBRARY = load_library(FORMS)
PROCEDURES = {
    one.procedure.name: one.procedure for one in LIBRARY.definitions.values() if one.procedure
}
KEPT = sorted(name for name, one in PROCEDURES.items() if not one.is_direct)
WALKS = 12
FEW = settings(
    max_examples=int(os.environ.get("EXAMPLES", "12")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SEEDS = st.integers(0, 2**64 - 1)


@cache
def ready(name: str) -> tuple[Plan, Inputs, Draft202012Validator]:
    """A procedure, what may be typed in it, and the schema of its answers."""
    plan = plan_of(PROCEDURES[name], LIBRARY)
    schema = answers_schema(plan)
    Draft202012Validator.check_schema(schema)
    return plan, Inputs(PROCEDURES[name], LIBRARY), Draft202012Validator(schema)


def walked(name: str, seed: int) -> tuple[Walk, Journey]:
    """Somebody who walked through a procedure."""
    plan, inputs, _ = ready(name)
    walk = walk_of(plan, inputs, LIBRARY, seed)
    return walk, walk.run()


def told(validator: Draft202012Validator, answers: Any) -> list[str]:
    """What a schema says of answers that it refuses."""
    return [f"{list(one.path)}: {one.message}" for one in validator.iter_errors(answers)]


@pytest.mark.parametrize("name", sorted(PROCEDURES))
def test_nothing_breaks_and_nothing_is_sent_that_was_not_asked(name: str) -> None:
    ended = 0

    for seed in range(WALKS):
        walk, journey = walked(name, seed)
        assert walk.faults + faults(journey) == [], f"seed {seed}"
        ended += journey.complete

    assert ended > 0


@pytest.mark.parametrize("name", KEPT)
@FEW
@given(seed=SEEDS)
def test_what_the_form_takes_is_what_the_schema_says(name: str, seed: int) -> None:
    walk, journey = walked(name, seed)
    plan, _, validator = ready(name)
    if not journey.complete:
        return

    sent = journey.sent()

    assert told(validator, sent) == []
    assert accepts(plan, walk.context, sent)


@pytest.mark.parametrize("name", KEPT)
@FEW
@given(seed=SEEDS)
def test_what_the_schema_refuses_the_form_refuses(name: str, seed: int) -> None:
    walk, journey = walked(name, seed)
    plan, _, validator = ready(name)
    sent = journey.sent()

    for _ in range(6):
        changed = mutant(sent, validator.schema, walk.chance)
        if accepts(plan, walk.context, changed):
            assert told(validator, changed) == [], changed
