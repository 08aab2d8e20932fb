"""Each mistake is told with its place and the nearest right name; all are told at once."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.i18n import gettext
from engine.i18n.catalogues import catalogue
from tests.definitions.written import HEAD, read_text, told

CASES = yaml.safe_load((Path(__file__).parent / "mistakes.yaml").read_text("utf-8"))
WHOLE = (Path(__file__).parents[2] / "forms/procedures/depot-de-documents.yaml").read_text("utf-8")


@pytest.mark.parametrize("case", [pytest.param(case, id=case["case"]) for case in CASES])
def test_tells_each_mistake_where_it_stands(case: dict[str, object]) -> None:
    definition = read_text(str(case["text"]))

    found = told(definition)

    assert found == case["found"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["case"]) for case in CASES])
def test_tells_it_in_french_and_in_english(case: dict[str, object]) -> None:
    definition = read_text(str(case["text"]))

    said = [
        (one.message, gettext("fr", one.message, **one.values), one.message.format(**one.values))
        for one in definition.diagnostics
    ]

    for message, french, english in said:
        assert message in catalogue("fr").sentences
        assert french != english
        assert "{" not in english


def test_a_mistake_in_a_step_keeps_none_of_the_others_from_being_told() -> None:
    text = HEAD + (
        "steps:\n"
        "  - {step: a, title: A, fields: [{field: x, type: integr}]}\n"
        "  - {step: b, titel: B}\n"
        "  - {group: g, title: G, as: one, steps: [{step: c, title: C, wen: x}]}\n"
        "atestations: []\n"
    )

    found = told(read_text(text))

    assert found == [
        "D023 5:51 integer",
        "D020 6:15 title",
        "D021 6:5 title",
        "D020 7:63 when",
        "D020 8:1 attestations",
    ]


def test_mistakes_of_expressions_are_told_besides() -> None:
    text = HEAD + "steps: [{step: a, title: 'A {{ x', when: 'x =='}]\ntitel: x\n"

    definition = read_text(text)

    assert told(definition) == ["D020 5:1 title"]
    assert [problem.kind for problem in definition.problems] == ["syntax", "syntax"]


def test_syntax_that_is_no_yaml_is_one_mistake_and_no_procedure() -> None:
    definition = read_text("procedure: [\n")

    assert definition.procedure is None
    assert len(definition.diagnostics) == 1


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_definition_with_a_line_broken_anywhere_is_read_without_failing(
    data: st.DataObject,
) -> None:
    lines = WHOLE.splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    lines[number] = data.draw(
        st.text(max_size=12)
        | st.sampled_from(["", "  ", "- x", "a: b", "{", "- {}", "x: [", "steps: no"])
        | st.just(lines[number][2:])
        | st.just("  " + lines[number])
    )

    definition = read_text("\n".join(lines))

    assert definition.procedure is not None or definition.diagnostics or definition.problems
