"""The schema of the answers says what the form says, wherever JSON Schema can say it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from engine.journeys import answers_schema
from tests.definitions.written import HEAD
from tests.journeys.invented import VALUES, Page, Several, drafts, procedures, written
from tests.journeys.walking import Walker, plan

MODEST = settings(
    max_examples=int(os.environ.get("EXAMPLES", "60")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
CASES = yaml.safe_load((Path(__file__).parent / "answers_schema.yaml").read_text("utf-8"))
Parts = tuple[Page | Several, ...]


def is_valid(schema: dict[str, Any], answers: Any) -> bool:
    """Whether a schema accepts some answers."""
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema).is_valid(answers)


@st.composite
def sendings(draw: st.DrawFn) -> tuple[Parts, dict[str, Any]]:
    """A procedure, and something that looks like what is sent of it, changed a little."""
    parts = draw(procedures())
    sent = Walker(plan(written(parts)), draw(drafts(parts))).journey.sent()
    objects = [
        sent,
        *(item for value in sent.values() if isinstance(value, list) for item in value),
    ]
    for one in objects:
        for name in list(one):
            if draw(st.integers(0, 9)) == 0:
                del one[name]
    pages = [page for part in parts for page in getattr(part, "pages", (part,))]
    for asked in (field for page in pages for field in page.fields):
        if draw(st.integers(0, 9)) == 0:
            draw(st.sampled_from(objects))[asked.name] = draw(VALUES[asked.kind])
    return parts, sent


def as_draft(parts: Parts, sent: dict[str, Any]) -> dict[str, Any]:
    """A draft that holds what is sent and nothing else: what is optional was left empty."""

    def filled(pages: list[Page], one: dict[str, Any]) -> dict[str, Any]:
        empty = {each.name: None for page in pages for each in page.fields if each.optional}
        return {**empty, **{f"#{page.name}": True for page in pages if not page.fields}, **one}

    found = filled([part for part in parts if isinstance(part, Page)], sent)
    for part in parts:
        if isinstance(part, Several) and isinstance(found.get(part.name), list):
            found[part.name] = [
                {"_key": str(key), **filled(list(part.pages), one)}
                for key, one in enumerate(found[part.name], 1)
            ]
    return found


@MODEST
@given(sendings())
def test_the_schema_accepts_just_what_a_complete_journey_sends(
    sending: tuple[Parts, dict[str, Any]],
) -> None:
    parts, sent = sending
    ready = plan(written(parts))
    journey = Walker(ready, as_draft(parts, sent)).journey

    accepted = journey.complete and journey.sent() == sent

    schema = answers_schema(ready)
    left_open = bool(schema["x-guichet"].get("unsaid"))
    assert is_valid(schema, sent) == accepted or (left_open and not accepted)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_says_what_can_be_said_and_names_what_cannot(case: dict[str, Any]) -> None:
    head = HEAD + (
        f"parameters: {json.dumps(case['parameters'])}\n" if "parameters" in case else ""
    )
    steps = "\n".join(f"  - {json.dumps(step)}" for step in case["steps"])

    schema = answers_schema(plan(steps, head=head))

    assert [one for one in case.get("valid", ()) if not is_valid(schema, one)] == []
    assert [one for one in case.get("invalid", ()) if is_valid(schema, one)] == []
    unsaid = schema["x-guichet"].get("unsaid", [])
    named = sorted(f"{one['at']} {one['key']}: {one['expression']}" for one in unsaid)
    assert named == sorted(case.get("unsaid", []))
