"""One field at a time: what is typed, and what becomes of it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.definitions import Library, Profile, read_definition
from engine.errors import InputError
from engine.journeys import Context, Environment, FieldPlan, Plan, judge_field, plan_of
from engine.tables import Table, load_table

NAME = "x"


def cases_of(kind: str) -> list[Any]:
    """The cases of a file: a field, what is typed, and its answer or the key of its message."""
    text = (Path(__file__).parent / f"{kind}.yaml").read_text("utf-8")
    return [
        pytest.param(
            {"type": kind, **part.get("field", {})}, case["typed"], outcome_of(case), id=name(case)
        )
        for part in yaml.load(text, yaml.SafeLoader)
        for case in part["cases"]
    ]


def name(case: dict[str, Any]) -> str:
    """A name for a case that any terminal can print."""
    typed = case["typed"] if isinstance(case["typed"], str) else json.dumps(case["typed"])
    return case.get("name") or ascii(typed)[1:-1] or "nothing"


def outcome_of(case: dict[str, Any]) -> Any:
    """What a case wants: an answer, or « refused: » and a key."""
    return f"refused: {case['error']}" if "error" in case else case["answer"]


def plan_with(spec: dict[str, Any]) -> Plan:
    """A procedure that asks one question."""
    text = {
        "procedure": "essai",
        "title": "Essai",
        "for": "anyone",
        "steps": [
            {"step": "page", "title": "Page", "fields": [{"field": NAME, "label": "Essai", **spec}]}
        ],
    }
    definition = read_definition("essai.json", json.dumps(text).encode())
    assert (definition.diagnostics, definition.problems) == ((), ())
    assert definition.procedure is not None
    return plan_of(definition.procedure, Library({}, tables(), {}, Profile(lists={}), ()))


@cache
def tables() -> dict[str, Table]:
    """The table of communes that ships."""
    folder = Path("forms/tables")
    table, told = load_table(folder / "communes.csv", folder / "communes.yaml")
    assert table is not None, told
    return {"communes": table}


def field_of(spec: dict[str, Any]) -> FieldPlan:
    """A field made ready."""
    return plan_with(spec).fields[NAME]


def outcome(spec: dict[str, Any], typed: Any, kept: Any = None) -> Any:
    """What is answered by `typed`: a text, a list of texts, or the parts of a composite one."""
    plan = plan_with(spec)
    raw = {NAME: typed if isinstance(typed, list) else [typed]}
    if isinstance(typed, dict):
        raw = {f"{NAME}.{part}": [text] for part, text in typed.items()}
    environment = Environment(plan, {}, Context())
    try:
        return judge_field(plan.fields[NAME], raw, {NAME: kept}, environment)
    except InputError as error:
        return f"refused: {error.key}"
