"""Numbers, sizes, dates and times in words."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from engine.i18n import (
    format_date,
    format_datetime,
    format_decimal,
    format_money,
    format_size,
    format_time,
)

SPACE = "\u00a0"


@pytest.mark.parametrize(
    ("size", "french", "english"),
    [
        (0, "0 o", "0 B"),
        (1023, "1 023 o", "1,023 B"),
        (1024, "1 ko", "1 kB"),
        (1536, "1,5 ko", "1.5 kB"),
        (20_000, "20 ko", "20 kB"),
        (1_048_575, "1 Mo", "1 MB"),
        (1_258_291, "1,2 Mo", "1.2 MB"),
        (3 * 1_048_576, "3 Mo", "3 MB"),
        (5 * 1024**4, "5 120 Go", "5,120 GB"),
    ],
)
def test_a_size_is_in_the_unit_that_suits(size: int, french: str, english: str) -> None:
    assert format_size(size, "fr") == french.replace(" ", SPACE)
    assert format_size(size, "en") == english.replace(" ", SPACE)


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        (1234567, "1 234 567", "1,234,567"),
        (Decimal("1234.50"), "1 234,50", "1,234.50"),
        (Decimal("-0.1"), "-0,1", "-0.1"),
        (Decimal("1E+3"), "1 000", "1,000"),
        (10**30, "1" + " 000" * 10, "1" + ",000" * 10),
    ],
)
def test_a_number_keeps_all_its_decimals(number: Decimal, french: str, english: str) -> None:
    assert format_decimal(number, "fr") == french.replace(" ", SPACE)
    assert format_decimal(number, "en") == english


def test_an_amount_has_two_decimals() -> None:
    assert format_money(Decimal("1234.5"), "fr") == f"1{SPACE}234,50{SPACE}€"
    assert format_money(3, "en") == "€3.00"


def test_a_date_is_in_full() -> None:
    assert format_date(date(2025, 3, 12), "fr") == "mercredi 12 mars 2025"
    assert format_date(date(2025, 1, 1), "fr") == "mercredi 1er janvier 2025"
    assert format_date(date(2025, 3, 12), "en") == "Wednesday 12 March 2025"


def test_a_time_is_that_of_paris() -> None:
    summer = datetime(2025, 7, 31, 22, 5, tzinfo=UTC)

    assert format_date(summer, "fr") == "vendredi 1er août 2025"
    assert format_datetime(summer, "fr") == f"vendredi 1er août 2025 à 0{SPACE}h{SPACE}05"
    assert format_datetime(summer, "en") == "Friday 1 August 2025 at 00:05"
    assert format_time(summer, "fr") == "00:05"
    assert format_time(time(14, 32), "en") == "14:32"
