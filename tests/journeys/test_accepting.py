from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bench.chance import Seeded
from bench.making import made
from bench.mutants import mutant
from engine.definitions import load_library
from engine.journeys import plan_of
from engine.journeys.accepting import accepting

FORMS = Path(__file__).parents[2] / "forms"
SCHEMAS = [
    {"type": "string"},
    {"type": "string", "minLength": 1, "maxLength": 3},
    {"type": "string", "pattern": "^[a-c$]{2}$", "format": "email"},
    {"type": "integer", "minimum": 0, "maximum": 2},
    {"type": "boolean"},
    {"const": True},
    {"enum": ["a", "1", ""]},
    {"type": "array", "items": {"enum": ["a", "b"]}, "uniqueItems": True, "maxItems": 2},
    {"type": "array", "items": {"type": "integer"}, "uniqueItems": True, "minItems": 1},
    {"type": "object"},
    {
        "type": "object",
        "properties": {"a": {"type": "string"}, "b": {"type": "integer"}},
        "required": ["a"],
        "additionalProperties": False,
    },
]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 3) | st.floats(-2, 3) | st.text("ab1$", max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=5,
)


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
@given(value=VALUES)
def test_nothing_is_accepted_that_the_library_refuses(schema, value):
    accepts = accepting(schema)

    assert accepts is not None
    assert not accepts(value) or Draft202012Validator(schema).is_valid(value)


@pytest.mark.parametrize(
    "schema",
    [
        {"anyOf": [{"type": "string"}]},
        {"type": "string", "minimum": 1},
        {"type": "number"},
        {"enum": [1]},
        {"maxLength": 3},
        {"type": "object", "properties": {"a": {"anyOf": []}}, "additionalProperties": False},
        {"type": "object", "properties": {"a": {}}},
        {"type": "array", "items": {"type": ["string", "null"]}},
    ],
    ids=str,
)
def test_what_is_not_known_is_left_to_the_library(schema):
    assert accepting(schema) is None


@cache
def shipped():
    library = load_library(FORMS)
    found = {}
    for one in library.definitions.values():
        plan = plan_of(one.procedure, library)
        found |= {str(each.schema.schema): each.schema.schema for each in plan.fields.values()}
    return list(found.values())


def test_the_answers_of_all_shipped_fields_are_judged_without_the_library():
    unknown = [schema for schema in shipped() if accepting(schema) is None]

    assert unknown == []


def test_right_answers_to_shipped_fields_are_accepted_and_wrong_ones_are_not():
    chances = [Seeded(seed) for seed in range(20)]
    right = [(schema, made(schema, one)) for schema in shipped() for one in chances]
    tried = [*right, *((schema, mutant(value, schema, chances[0])) for schema, value in right)]

    judged = [(schema, value, accepting(schema)(value)) for schema, value in tried]

    wrong = [
        (schema, value)
        for schema, value, accepted in judged
        if accepted != Draft202012Validator(schema).is_valid(value)
    ]
    assert wrong == []
