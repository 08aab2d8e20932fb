"""The JSON Schema of the language: right definitions pass it, seeded mistakes do not."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError

from engine.definitions.reading import plain
from engine.definitions.schema import KINDS, TABLE, language_schema
from engine.source import read
from engine.source.nodes import Mapping, Node, Sequence
from tests.checks.test_rules import split_cases

CHECKS = Path("tests/checks")
SEEDED = re.compile(r"#.*\b(D02[0123])\b")
WHOLE = Draft7Validator(language_schema())
FILES = [
    path
    for folder in ("forms", "tests/checks/library")
    for path in sorted(Path(folder).rglob("*.yaml"))
]


def data_of(node: Node) -> Any:
    """What an editor reads of a text."""
    return json.loads(json.dumps(plain(None, node), default=float))  # type: ignore[arg-type]


def faults(node: Node) -> Iterator[ValidationError]:
    for error in WHOLE.iter_errors(data_of(node)):
        yield from inner(error)


def inner(error: ValidationError) -> Iterator[ValidationError]:
    if not error.context:
        yield error
    for one in error.context or ():
        yield from inner(one)


def lines_of(error: ValidationError, node: Node) -> Iterator[int]:
    """The lines that a fault is about: those of the keys that are too many, else of the value."""
    for step in error.absolute_path:
        if isinstance(node, Mapping):
            node = next(value for key, value in node.entries if key.value == step)
        elif isinstance(node, Sequence):
            node = node.items[int(step)]
    if error.validator == "additionalProperties" and isinstance(node, Mapping):
        known = error.schema["properties"]
        yield from (key.span.start.line for key, _value in node.entries if key.value not in known)
    else:
        yield node.span.start.line


@pytest.mark.parametrize("kind", ["", *KINDS, TABLE])
def test_each_schema_is_one(kind: str) -> None:
    schema = language_schema(kind)

    Draft7Validator.check_schema(schema)
    assert schema["definitions"] or kind == TABLE


@pytest.mark.parametrize("path", FILES, ids=str)
def test_what_ships_passes(path: Path) -> None:
    node, _told = read(str(path), path.read_bytes())

    assert node is not None
    assert [error.message for error in faults(node)] == []


def test_every_construct_of_the_language_passes() -> None:
    wrong = {}
    for path in Path("docs/authors/coverage/procedures").glob("*.yaml"):
        node, _told = read(str(path), path.read_bytes())
        assert node is not None
        wrong[path.name] = [error.message for error in faults(node)]

    assert not any(wrong.values()), wrong


SEEDS = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted(CHECKS.glob("D02[0123].yaml"))
    for number, case in enumerate(split_cases(path), 1)
    if "D008" not in case  # an editor reads the last of two keys alike, and says so itself
]


@pytest.mark.parametrize("case", SEEDS)
def test_seeded_mistakes_are_refused_where_they_are(case: str) -> None:
    node, _told = read("", case.encode())
    seeded = {n for n, line in enumerate(case.split("\n"), 1) if SEEDED.search(line)}

    assert node is not None
    found = {line for error in faults(node) for line in lines_of(error, node)}
    assert sorted(seeded - found) == []
    assert sorted(found - seeded) == []
