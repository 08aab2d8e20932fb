"""The field type `table_of`: what is typed, and its answer or the message it gets."""

from typing import Any

import pytest

from engine.journeys import Context, Environment
from engine.journeys.controls import proposed
from tests.fields.cases import cases_of, outcome, plan_with


@pytest.mark.parametrize(("spec", "typed", "expected"), cases_of("table_of"))
def test_takes_or_refuses_what_is_typed(spec: dict[str, Any], typed: Any, expected: Any) -> None:
    found = outcome(spec, typed)

    assert found == expected


def test_the_cells_of_named_rows_are_proposed_by_their_columns() -> None:
    columns = [
        {"field": "montant", "type": "money", "label": "Montant", "default": 0},
        {"field": "source", "type": "text", "label": "Source", "optional": True},
    ]
    plan = plan_with({"type": "table_of", "columns": columns, "rows": ["loyer", "eau"]})
    (field,) = plan.fields.values()

    found = proposed(field, Environment(plan, {}, Context()))

    assert {name.partition(".")[2]: texts for name, texts in found.items()} == {
        "loyer.montant": ["0,00"], "eau.montant": ["0,00"],
    }  # fmt: skip
