"""The field type `commune`: what is chosen, what is found, and what texts say of it."""

from typing import Any

import pytest

from engine.journeys import Context, Environment, offered
from engine.journeys.environment import value_of
from tests.fields.cases import NAME, cases_of, outcome, plan_with


@pytest.mark.parametrize(("spec", "typed", "expected"), cases_of("commune"))
def test_takes_or_refuses_what_is_typed(spec: dict[str, Any], typed: Any, expected: Any) -> None:
    found = outcome(spec, typed)

    assert found == expected


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Vallouise", "Vallouise-Pelvoux (05)"),
        ("05340", "Vallouise-Pelvoux (05)"),
        ("brianson", "Briançon (05)"),
        ("l'argentiere", "L'Argentière-la-Bessée (05)"),
        ("75011", "Paris (75)"),
    ],
)
def test_is_found_by_its_name_or_its_postcode(query: str, first: str) -> None:
    plan = plan_with({"type": "commune"})

    found = offered(plan.fields[NAME], Environment(plan, {}, Context()), query)

    assert found[0].label == first


def test_two_communes_of_one_name_are_told_apart() -> None:
    plan = plan_with({"type": "commune"})

    found = offered(plan.fields[NAME], Environment(plan, {}, Context()), "saint denis")

    labels = [one.label for one in found]
    assert {"Saint-Denis (93)", "Saint-Denis (974)"} <= set(labels)
    assert len(set(labels)) == len(labels)


def test_texts_know_its_name_and_its_columns() -> None:
    plan = plan_with({"type": "commune"})

    value: Any = value_of(plan.fields[NAME], "05101", Environment(plan, {}, Context()))

    assert value.label == "Vallouise-Pelvoux (05)"
    assert value.column("codes_postaux") == ("05290", "05340")
