"""What every field type owes: a manual page, a partial, translations, an answer read again."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import engine.fields
from engine.errors import InputError
from engine.expressions import Type
from engine.fields import COMMON_MESSAGES, TYPES, Field
from engine.i18n.catalogues import catalogue
from tests.fields.cases import field_of

ROOT = Path(__file__).parents[2]
SPECS: dict[str, dict[str, Any]] = {
    "choice": {"choices": ["a", "b", "oui"]},
    "choices": {"choices": ["a", "b", "oui"]},
    "computed": {"compute": "1 + 1", "shows": "integer"},
    "consent": {"text": "conditions"},
    "note": {"text": "Bonjour"},
    "several": {"of": {"field": "a", "type": "integer", "label": "A"}},
    "table_of": {"columns": [{"field": "a", "type": "integer", "label": "A"}]},
}
HOSTILE = st.text(st.characters(exclude_categories=()), max_size=30)
LIKELY = st.sampled_from(
    [
        "", "a", "b", "oui", "non", "3", "+3", "1 000", "-0", "31/12/2026", "1/2/0005",
        "2024-02-29", "lea@exemple.fr", "Léa", "e\u0301", "a\r\nb", "\u200b", "🎉", "\ud800",
        "\0", "9" * 400, "12,5", "-0,50", "03/2026", "14h30", "https://exemple.fr/a", "FR", "05101",
        "73282932000074", "FR7630006000011234567890189", "W751234567", "295109912611193",
    ]
)  # fmt: skip
TYPED = st.lists(HOSTILE | LIKELY, max_size=3)


@pytest.fixture(params=sorted(TYPES))
def kind(request: pytest.FixtureRequest) -> type[Field]:
    """Each type in turn."""
    return TYPES[request.param]


def field_named(name: str) -> Field:
    """A field of the type `name`."""
    return field_of({"type": name, **SPECS.get(name, {})}).field


def test_every_file_that_declares_a_type_is_listed() -> None:
    folder = Path(engine.fields.__file__).parent

    declared = {
        found
        for path in folder.glob("*.py")
        for found in re.findall(r'    type_name: ClassVar = "(\w+)"', path.read_text())
    }

    assert declared == set(TYPES)


def test_has_tests_of_its_own(kind: type[Field]) -> None:
    path = Path(__file__).parent / f"test_{kind.type_name}.py"

    assert path.exists()


def test_says_what_it_is_and_does(kind: type[Field]) -> None:
    tree = ast.parse(Path(str(ROOT / kind.__module__.replace(".", "/")) + ".py").read_text())

    silent = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and not ast.get_docstring(node)
    ]

    assert silent == []


def test_has_a_partial_for_each_way_of_drawing_it(kind: type[Field]) -> None:
    ways = {"radio", "select", "buttons", "search"} if kind.type_name == "choice" else {kind.widget}

    missing = [
        way for way in sorted(ways) if not (ROOT / "templates" / "fields" / f"{way}.html").exists()
    ]

    assert missing == []


def test_has_a_french_sentence_for_each_message(kind: type[Field]) -> None:
    messages = {**COMMON_MESSAGES, **kind.messages_by_key}

    untold = [text for text in messages.values() if text not in catalogue("fr").sentences]

    assert untold == []


def test_its_french_sentences_name_the_same_values(kind: type[Field]) -> None:
    messages = {**COMMON_MESSAGES, **kind.messages_by_key}

    differing = [
        text
        for text in messages.values()
        if set(re.findall(r"{\w+}", catalogue("fr").gettext(text)))
        != set(re.findall(r"{\w+}", text))
    ]

    assert differing == []


def test_has_words_for_each_of_its_limits(kind: type[Field]) -> None:
    field = field_named(kind.type_name)
    keys = [*kind.limit_names, *kind.limit_messages.values()]

    general = [key for key in keys if field.message(key) == COMMON_MESSAGES["invalid"]]

    assert general == []


def test_has_some_words_for_a_fault_it_does_not_know(kind: type[Field]) -> None:
    field = field_named(kind.type_name)

    said = field.message("not known at all")

    assert said == COMMON_MESSAGES["invalid"]


def test_its_schema_is_one(kind: type[Field]) -> None:
    field = field_named(kind.type_name)

    schemas = [field.schema({}), field.schema(dict.fromkeys(kind.limit_names, 3))]

    for schema in schemas:
        Draft202012Validator.check_schema(schema)


def test_has_a_type_in_expressions(kind: type[Field]) -> None:
    field = field_named(kind.type_name)

    assert isinstance(field.kind(), Type)


@pytest.mark.parametrize("name", sorted(set(TYPES) - {"computed", "files", "note"}))
@settings(max_examples=60, deadline=None)
@given(typed=TYPED)
def test_reads_its_own_writing(name: str, typed: list[str]) -> None:
    field = FIELDS[name]

    answer, refused = parsed(field, typed)

    assert refused is None or refused in {**COMMON_MESSAGES, **field.messages_by_key}
    if answer is not None:
        assert field.parse(field.raw(answer)) == answer
        if not VALIDATORS[name].is_valid(answer):
            assert name in {"text", "textarea", "choice", "choices", "password"}
            return
        assert field.show(answer, "fr")
        assert field.propose(field.value(answer)) == field.raw(answer)


def parsed(field: Field, typed: list[str]) -> tuple[Any, str | None]:
    """The answer in what was typed, or the key of what is said."""
    try:
        return field.parse(typed), None
    except InputError as error:
        return None, error.key


FIELDS = {name: field_named(name) for name in TYPES}
VALIDATORS = {name: Draft202012Validator(field.schema({})) for name, field in FIELDS.items()}
