"""Sizes, durations and parameters that authors write in words."""

from decimal import Decimal

import pytest

from engine.definitions.words import read_duration, read_parameter, read_size


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("3 MB", 3_145_728),
        ("3MB", 3_145_728),
        ("3 Mo", 3_145_728),
        ("500 ko", 512_000),
        ("500 KB", 512_000),
        ("1,5 Mo", 1_572_864),
        ("1.5 MB", 1_572_864),
        ("2 GB", 2_147_483_648),
        ("10 B", 10),
        ("3", None),
        ("3 M", None),
        ("MB", None),
        ("-3 MB", None),
        ("3 MB ou plus", None),
        ("3 mb", None),
    ],
)
def test_reads_a_size(text: str, size: int | None) -> None:
    found = read_size(text)

    assert found == size


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("30 days", 30),
        ("1 day", 1),
        ("2 weeks", 14),
        ("6 months", 180),
        ("5 years", 1825),
        ("30", None),
        ("days", None),
        ("30 jours", None),
        ("-1 days", None),
        ("99999 days", None),
        ("1.5 years", None),
    ],
)
def test_reads_a_duration(text: str, days: int | None) -> None:
    found = read_duration(text)

    assert found == days


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10", 10),
        ("-10", -10),
        ("0", 0),
        ("0.1", Decimal("0.1")),
        ("true", True),
        ("false", False),
        ("yes", "yes"),
        ("3 MB", 3_145_728),
        ("0123", "0123"),
        ("00", "00"),
        ("1e3", "1e3"),
        ("1.", "1."),
        ("３", "３"),
        ("", ""),
        ("9" * 16, "9" * 16),
    ],
)
def test_reads_a_parameter(text: str, value: object) -> None:
    found = read_parameter(text)

    assert found == value
    assert type(found) is type(value)
