"""The clock."""

from datetime import UTC, timedelta

from engine import clock
from tests.conftest import NOON


def test_the_clock_stands_at_noon_during_the_tests() -> None:
    assert clock.now() == NOON


def test_the_time_has_its_zone() -> None:
    assert clock.now().tzinfo is UTC
    assert clock.now().utcoffset() == timedelta(0)
