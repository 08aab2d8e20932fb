"""A definition read part by part says what it says when it is read whole."""

import ast
import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from engine.definitions import load_library, read_definition
from engine.definitions.piecewise import cut, read_shown
from engine.source import Span
from engine.source.spec import Written

FORMS = Path(__file__).parent.parent.parent / "forms"
SHIPPED = sorted((FORMS / "procedures").glob("*.yaml"))
TEXT = """\
procedure: essai
title: Essai
for: anyone
# Ce qui est demandé.
steps:
  - step: un
    title: Un
    fields:
      - {field: a, type: text, label: A}
  # Une remarque.
  - section: s
    title: S
    steps:
      - step: deux
        title: Deux
        intro: |
          - step: ce n'en est pas une
        fields:
          - {field: b, type: integer, label: B}
tests:
  - test: rien
    expect: {step: un}
actions:
  - receipt: {}
"""


def said(value: Any) -> Any:
    """A part of a model, without where it stands."""
    if isinstance(value, (Span, Written)):
        return None
    if isinstance(value, ast.AST):
        return ast.dump(value)
    if isinstance(value, (tuple, list)):
        return [said(one) for one in value]
    if isinstance(value, Mapping):
        return {key: said(one) for key, one in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [one.name for one in dataclasses.fields(value)]
        return type(value), {name: said(getattr(value, name)) for name in names}
    return value


def differences(one: Any, other: Any, place: str = "") -> Iterator[str]:
    """Where two parts say something else."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        for key, value in one.items():
            yield from differences(value, other[key], f"{place}/{key}")
    elif isinstance(one, (list, tuple)) and type(one) is type(other) and len(one) == len(other):
        for number, (here, there) in enumerate(zip(one, other, strict=True)):
            yield from differences(here, there, f"{place}/{number}")
    elif one != other:
        yield f"{place}: {one!r} and {other!r}"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda one: one.stem)
def test_a_shipped_procedure_says_the_same(path):
    fragments = load_library(FORMS).fragments
    text = path.read_text("utf-8")

    shown = read_shown(str(path), text, fragments)

    whole = read_definition(str(path), text.encode(), fragments).procedure
    assert whole is not None
    assert cut(text) is not None
    assert not shown.wrong
    bare = dataclasses.replace(whole, tests=(), accepted=())
    assert list(differences(said(shown.procedure), said(bare))) == []
    assert list(differences(said(shown.procedure.steps), said(whole.steps))) == []


def test_only_what_changed_is_read_again():
    before = read_shown("essai.yaml", TEXT).procedure
    after = read_shown("essai.yaml", TEXT.replace("title: Deux", "title: Trois")).procedure

    assert after.parts[0] is before.parts[0]
    assert after.steps[0] is before.steps[0]
    assert after.steps[1].title.constant("fr") == "Trois"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("type: integer", "type: integre"),
        ("{field: a, type: text, label: A}", "{field: a, type: text, label: A"),
        ("title: Essai", "title: [Essai"),
        ("label: B}", "label: B, when: a ==}"),
        ("actions:", "acton:"),
    ],
)
def test_what_is_wrong_is_where_it_stands(old, new):
    text = TEXT.replace(old, new)

    wrong = read_shown("essai.yaml", text).wrong

    whole = read_definition("essai.yaml", text.encode())
    told = [*whole.diagnostics, *whole.problems]
    assert {one.span for one in wrong} == {one.span for one in told}


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("\n", "\r"),
        TEXT + "steps: []\n",
        TEXT.replace("steps:\n  - step: un", "steps: [{step: x, title: X}]\nz:\n  - step: un"),
        '{"procedure": "essai", "title": "Essai", "for": "anyone", "steps": []}',
        "",
    ],
)
def test_what_cannot_be_cut_is_read_whole(text):
    shown = read_shown("autre.yaml", text)

    whole = read_definition("autre.yaml", text.encode())
    assert said(shown.procedure) == said(whole.procedure)
