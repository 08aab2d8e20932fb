"""Texts that are ordered like what they write."""

import re
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from engine.journeys.orders import (
    days_from,
    days_until,
    number_equal,
    numbers_from,
    numbers_until,
)

NUMBERS = st.decimals(-1200, 1200, places=2) | st.integers(-30, 30).map(Decimal)
PLACES = st.sampled_from(["f", ".2f", ".3f"])


@given(st.dates(), st.dates())
def test_days_are_ordered_by_patterns(one: date, other: date) -> None:
    text = other.isoformat()

    assert bool(re.search(days_from(one), text)) == (other >= one)
    assert bool(re.search(days_until(one), text)) == (other <= one)


@given(NUMBERS, NUMBERS | st.integers(-3, 3).map(Decimal), PLACES)
def test_numbers_are_ordered_by_patterns(one: Decimal, step: Decimal, places: str) -> None:
    text = format(one + step / 100 if abs(step) < 4 else step, places)
    other = Decimal(text)

    assert bool(re.search(numbers_from(one), text)) == (other >= one)
    assert bool(re.search(numbers_until(one), text)) == (other <= one)
    assert bool(re.search(number_equal(one), text)) == (other == one)
