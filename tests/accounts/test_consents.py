"""What a person still has to agree to, on a day, after what they agreed to."""

from dataclasses import dataclass
from datetime import date

import pytest

from engine.accounts.consents import Standing, agreed_in, in_force, standing


@dataclass(frozen=True)
class Edition:
    """A version, for these tests."""

    number: str
    effective: date
    material: bool = True


EDITIONS = [
    Edition("1.0", date(2024, 1, 1)),
    Edition("1.1", date(2025, 1, 1), material=False),
    Edition("2.0", date(2026, 1, 1)),
    Edition("2.1", date(2027, 1, 1), material=False),
]


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2023, 12, 31), None),
        (date(2024, 1, 1), "1.0"),
        (date(2025, 12, 31), "1.1"),
        (date(2026, 1, 1), "2.0"),
    ],
)
def test_the_version_that_holds_is_the_last_whose_day_has_come(day, number):
    found = in_force(EDITIONS, day)

    assert (found and found.number) == number


@pytest.mark.parametrize(
    ("agreed", "day", "expected"),
    [
        (None, date(2023, 1, 1), Standing.AGREED),
        (None, date(2024, 6, 1), Standing.DUE),
        ("1.0", date(2024, 6, 1), Standing.AGREED),
        ("1.0", date(2025, 6, 1), Standing.TOLD),
        ("1.1", date(2025, 6, 1), Standing.AGREED),
        ("1.0", date(2026, 6, 1), Standing.DUE),
        ("1.1", date(2026, 6, 1), Standing.DUE),
        ("1.1", date(2027, 6, 1), Standing.DUE),
        ("2.0", date(2027, 6, 1), Standing.TOLD),
        ("9.9", date(2025, 6, 1), Standing.DUE),
        ("2.0", date(2025, 6, 1), Standing.AGREED),
    ],
)
def test_a_material_version_is_due_and_another_one_only_told(agreed, day, expected):
    found = standing(EDITIONS, agreed, day)

    assert found is expected


@pytest.mark.parametrize("preferences", [{}, {"consented": None}, {"consented": "1.0"}])
def test_an_account_that_says_nothing_agreed_to_nothing(preferences):
    assert agreed_in(preferences) == {}
