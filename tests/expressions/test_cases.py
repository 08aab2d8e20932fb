from collections.abc import Mapping
from typing import Any

import pytest

from engine.expressions import Problem, Syntax, compiled, decide, fits, infer, parse
from engine.expressions.functions import FUNCTIONS
from engine.expressions.tables import Tables
from tests.expressions.written_cases import (
    CASES,
    DECISIONS,
    SCOPE,
    TABLES,
    line,
    pointed_at,
    type_of,
    value_of,
)


def read(text: str) -> Syntax:
    syntax, problems = parse(text, line(text))
    assert problems == ()
    assert syntax is not None
    return syntax


def all_problems(text: str) -> tuple[Problem, ...]:
    syntax, problems = parse(text, line(text))
    return problems if syntax is None else infer(syntax, SCOPE)[1]


def case_name(case: Mapping[str, Any]) -> str:
    return str(case["expression"])


@pytest.mark.parametrize("case", [case for case in CASES if "value" in case], ids=case_name)
def test_an_expression_is_worth_what_its_case_says(case: Mapping[str, Any]) -> None:
    syntax = read(case["expression"])

    value = compiled(syntax)({"#tables": Tables(TABLES), **value_of(case.get("in", {}))})

    assert value == value_of(case["value"])
    assert isinstance(value, bool) == isinstance(case["value"], bool)
    assert fits(value, infer(syntax, SCOPE)[0])


@pytest.mark.parametrize("case", [case for case in CASES if "type" in case], ids=case_name)
def test_an_expression_has_the_type_its_case_says(case: Mapping[str, Any]) -> None:
    syntax = read(case["expression"])

    kind, _ = infer(syntax, SCOPE)

    assert kind == type_of(case["type"])


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_every_problem_is_said_where_it_stands(case: Mapping[str, Any]) -> None:
    text = case["expression"]

    found = all_problems(text)

    said = [(problem.kind, pointed_at(text, problem.span), problem.suggestion) for problem in found]
    assert [each[: len(meant)] for each, meant in zip(said, meanings(case, said), strict=True)] == [
        tuple(meant) for meant in meanings(case, said)
    ]


def meanings(case: Mapping[str, Any], said: list[tuple[Any, ...]]) -> list[list[Any]]:
    found = []
    for index, meant in enumerate(case.get("problems", [])):
        anywhere = meant[1] is None and index < len(said) and said[index][1] != "None"
        found.append([meant[0], said[index][1], *meant[2:]] if anywhere else meant)
    return found


@pytest.mark.parametrize("kind", ["contradiction", "always", "constant"])
def test_a_condition_that_decides_nothing_is_found(kind: str) -> None:
    conditions = DECISIONS[kind]

    found = {text: [problem.kind for problem in decide(read(text), SCOPE)] for text in conditions}

    assert found == {text: [kind] for text in conditions}


def test_a_condition_that_may_go_both_ways_gives_no_alarm() -> None:
    conditions = DECISIONS["nothing"]

    found = {text: decide(read(text), SCOPE) for text in conditions}

    assert found == dict.fromkeys(conditions, ())


def test_a_contradiction_is_said_of_the_parts_that_contradict_each_other() -> None:
    text = "oui and nombre > 10 and nombre < 5"

    (problem,) = decide(read(text), SCOPE)

    assert pointed_at(text, problem.span) == "nombre > 10 and nombre < 5"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_has_a_case_and_a_manual(name: str) -> None:
    mentions = [case for case in CASES if f"{name}(" in case["expression"]]

    assert mentions
    assert FUNCTIONS[name].manual
    assert FUNCTIONS[name].signature.startswith(f"{name}(")
