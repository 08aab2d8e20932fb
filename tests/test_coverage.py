"""What the manual says the language covers: each definition is read, checked, and walked."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bench.chance import Seeded
from bench.inputs import Inputs
from bench.mutants import mutant
from bench.proofs import faults
from bench.walks import walk_of
from engine.checks import check_definition, check_library
from engine.cli.coverage import families
from engine.definitions import load_library
from engine.fields import TYPES
from engine.journeys import answers_schema, plan_of
from engine.pages.receipts import receipt_content
from tests.forms.retyped import accepts
from tests.pages.shown import LINKS

FOLDER = Path(__file__).parents[1] / "docs" / "authors" / "coverage"
LIBRARY = load_library(FOLDER)
CONSTRUCTS = [one for family in families(FOLDER) for one in family.constructs]
DEFINITIONS = {Path(path).stem: one for path, one in LIBRARY.definitions.items()}
(SITE,) = LIBRARY.sites.values()
NOON = datetime(2026, 3, 12, 11, tzinfo=UTC)
MOST_WALKS = 60
MUTANTS = 8
# Types that are of use in acts only, which keep no submission.
OF_ACTS = {"password", "code", "consent"}


def test_each_construct_has_a_definition_or_says_what_is_needed() -> None:
    shown = {one.procedure for one in CONSTRUCTS if one.procedure}

    assert shown == set(DEFINITIONS)
    assert [one.name for one in CONSTRUCTS if bool(one.missing) == bool(one.procedure)] == []


def test_no_construct_is_named_twice() -> None:
    names = [one.name for one in CONSTRUCTS]

    assert sorted(set(names)) == sorted(names)


def test_nothing_is_wrong_with_what_they_are_read_beside() -> None:
    told = [*LIBRARY.diagnostics, *check_library(LIBRARY)]

    assert [one.text("en") for one in told] == []


@pytest.mark.parametrize("name", sorted(DEFINITIONS))
def test_nothing_is_wrong_with_a_definition(name: str) -> None:
    definition = DEFINITIONS[name]

    told = [one.text("en") for one in check_definition(definition, LIBRARY)]

    assert told == []
    assert definition.procedure is not None
    assert definition.procedure.name == name


@pytest.mark.parametrize("name", sorted(DEFINITIONS))
def test_somebody_comes_to_the_end_of_a_definition(name: str) -> None:
    procedure = DEFINITIONS[name].procedure
    assert procedure is not None
    plan, inputs = plan_of(procedure, LIBRARY), Inputs(procedure, LIBRARY)
    validator = Draft202012Validator(answers_schema(plan))

    ended = []
    for seed in range(MOST_WALKS):
        walk = walk_of(plan, inputs, LIBRARY, seed)
        journey = walk.run()
        assert walk.faults + faults(journey) == []
        if journey.complete:
            ended.append(journey.sent())
            receipt = receipt_content(journey, LINKS, SITE, "DEM-2026-000001", NOON)
            assert receipt["title"]
            assert receipt["sections"] or not any(ended[-1].values())
        if len(ended) == 3:
            break

    assert len(ended) == 3
    assert [one.message for sent in ended for one in validator.iter_errors(sent)] == []


@pytest.mark.parametrize("name", sorted(DEFINITIONS))
def test_what_the_schema_of_a_definition_refuses_the_form_refuses(name: str) -> None:
    procedure = DEFINITIONS[name].procedure
    assert procedure is not None
    plan, inputs = plan_of(procedure, LIBRARY), Inputs(procedure, LIBRARY)
    validator, chance = Draft202012Validator(answers_schema(plan)), Seeded(0)
    walk = walk_of(plan, inputs, LIBRARY, 0)
    sent = walk.run().sent()

    changed = [mutant(sent, validator.schema, chance) for _ in range(MUTANTS)]

    taken = [one for one in changed if accepts(plan, walk.context, one)]
    assert [one for one in taken if not validator.is_valid(one)] == []


def test_every_type_of_field_is_in_a_definition() -> None:
    used = set(re.findall(r"type: (\w+)", "".join(one.text for one in DEFINITIONS.values())))
    fragments = "".join(path.read_text("utf-8") for path in (FOLDER / "fragments").iterdir())
    used |= set(re.findall(r"type: (\w+)", fragments))

    assert set(TYPES) - used == OF_ACTS
