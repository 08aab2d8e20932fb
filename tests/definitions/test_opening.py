"""Seasons of procedures."""

from datetime import date

import pytest

from engine.definitions.opening import Opening, read_open_day


@pytest.mark.parametrize(
    ("first", "last", "day", "is_open"),
    [
        ("09-01", "12-31", date(2026, 9, 1), True),
        ("09-01", "12-31", date(2026, 12, 31), True),
        ("09-01", "12-31", date(2026, 8, 31), False),
        ("11-01", "02-29", date(2027, 1, 1), True),
        ("11-01", "02-29", date(2027, 2, 28), True),
        ("11-01", "02-29", date(2027, 3, 1), False),
        ("11-01", "02-29", date(2026, 10, 31), False),
        ("06-15", "06-15", date(2026, 6, 15), True),
        ("2026-09-01", "2026-12-31", date(2026, 10, 1), True),
        ("2026-09-01", "2026-12-31", date(2027, 10, 1), False),
    ],
)
def test_a_season_comes_back_or_is_of_one_year(
    first: str, last: str, day: date, is_open: bool
) -> None:
    begin, end = read_open_day(first), read_open_day(last)

    assert begin
    assert end
    assert Opening(first=begin, last=end).is_open(day) is is_open


@pytest.mark.parametrize("written", ["02-30", "13-01", "9-1", "2025-02-29", "", "01/09", "9" * 400])
def test_what_is_no_day_is_not_read(written: str) -> None:
    assert read_open_day(written) is None
