from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engine.expressions import DATE, DECIMAL, INTEGER, MONEY, MONTH, TEXT, UNKNOWN, YES_NO, Type
from engine.fields import Computed, sent_value, shown_value
from tests.fields.cases import field_of


@pytest.mark.parametrize(
    ("value", "kind", "sent"),
    [
        (Decimal("12.5"), MONEY, "12.50"),
        (Decimal("12.500"), MONEY, "12.50"),
        (Decimal("12.345"), MONEY, "12.345"),
        (3, MONEY, "3.00"),
        (Decimal("-0.5"), DECIMAL, "-0.5"),
        (Decimal("1E+3"), DECIMAL, "1000"),
        (Decimal("1E-30"), DECIMAL, "0." + "0" * 29 + "1"),
        (7, INTEGER, 7),
        (True, YES_NO, True),
        (date(2026, 3, 12), DATE, "2026-03-12"),
        (date(2026, 3, 1), MONTH, "2026-03"),
        ("abc", TEXT, "abc"),
        (UNKNOWN, MONEY, None),
    ],
)
def test_is_sent_exact(value: Any, kind: Type, sent: Any) -> None:
    assert sent_value(value, kind) == sent


@pytest.mark.parametrize(
    ("value", "kind", "shows", "shown"),
    [
        (Decimal("1234.5"), MONEY, None, "1\u00a0234,50\u00a0€"),
        (Decimal("0.605"), MONEY, None, "0,61\u00a0€"),
        (Decimal("0.055"), DECIMAL, "percent", "5,5\u00a0%"),
        (Decimal("2.50"), DECIMAL, None, "2,50"),
        (7, INTEGER, None, "7"),
        (date(2026, 3, 1), MONTH, None, "mars 2026"),
        (date(2026, 3, 1), DATE, None, "dimanche 1er mars 2026"),
        (True, YES_NO, None, "oui"),
        (UNKNOWN, MONEY, None, "…"),
    ],
)
def test_is_shown_as_people_read_it(value: Any, kind: Type, shows: Any, shown: str) -> None:
    assert shown_value(value, kind, "fr", shows) == shown


def test_whatever_is_typed_for_it_counts_for_nothing() -> None:
    field = field_of({"type": "computed", "compute": "1 + 1"}).field

    answer = field.parse(["12"])

    assert answer is None
    assert not field.is_asked


def test_its_type_is_that_of_its_expression() -> None:
    kinds = {
        text: field_of({"type": "computed", "compute": text}).kind
        for text in ("1 + 1", "1 / 3", '"a" + "b"', "1 > 2", 'date("2026-01-01")')
    }

    assert list(kinds.values()) == [INTEGER, DECIMAL, TEXT, YES_NO, DATE]


@pytest.mark.parametrize(("value", "shown"), [(7, "7\u00a0jours"), (UNKNOWN, "…")])
def test_its_unit_follows_a_value_that_is_known(value: Any, shown: str) -> None:
    field = field_of({"type": "computed", "compute": "1 + 1", "unit": "jours"}).field

    assert isinstance(field, Computed)
    assert field.in_words(value, INTEGER, "fr") == shown
