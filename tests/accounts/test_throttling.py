"""Throttling: the figures, and that nobody waits for ever."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.accounts.throttling import (
    DAY,
    HOUR,
    MINUTE,
    Limit,
    code_waits,
    minutes_until,
    reset_is_written,
    reset_waits,
    sign_in_waits,
)

NOW = datetime(2025, 3, 12, 11, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
TIMES = st.lists(
    st.integers(0, 60 * 24 * 3).map(lambda minutes: NOW - minutes * MINUTE), max_size=60
).map(sorted)


def every(step: timedelta, count: int, last: datetime = NOW) -> list[datetime]:
    return [last - step * number for number in reversed(range(count))]


def test_five_failures_an_hour_on_a_code() -> None:
    four, five = every(MINUTE, 4), every(MINUTE, 5)

    assert code_waits(four, [], NOW) is None
    assert code_waits(five, [], NOW) == five[0] + HOUR
    assert code_waits(five, [], five[0] + HOUR - SECOND) == five[0] + HOUR
    assert code_waits(five, [], five[0] + HOUR) is None


def test_twenty_failures_an_hour_on_codes_then_a_pause_after_each() -> None:
    twenty = every(MINUTE, 20)

    assert code_waits([], twenty[1:], NOW) is None
    assert code_waits([], twenty, NOW) == NOW + 15 * MINUTE
    assert code_waits([], twenty, NOW + 15 * MINUTE) is None
    again = [*twenty, NOW + 15 * MINUTE]
    assert code_waits([], again, NOW + 15 * MINUTE) == NOW + 30 * MINUTE


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [(4, None), (5, 1), (6, 2), (7, 4), (8, 8), (9, 16), (10, 32), (11, 60), (24, 60)],
)
def test_the_delay_before_signing_in_grows(failures: int, minutes: int | None) -> None:
    times = every(SECOND, failures)

    until = sign_in_waits(times, [], NOW)

    assert until == (None if minutes is None else NOW + minutes * MINUTE)
    if until is not None:
        assert sign_in_waits(times, [], until) is None


def test_twenty_five_failures_a_day() -> None:
    times = every(30 * MINUTE, 25)

    assert sign_in_waits(times, [], NOW) == times[0] + DAY
    assert sign_in_waits(times, [], times[0] + DAY) is None


def test_many_failures_of_one_address_make_it_wait() -> None:
    assert sign_in_waits([], every(SECOND, 299), NOW) is None
    assert sign_in_waits([], every(SECOND, 300), NOW) == NOW + 15 * MINUTE


def test_three_mails_an_hour_and_twenty_demands_of_an_address() -> None:
    assert reset_is_written(every(MINUTE, 2), NOW)
    assert not reset_is_written(every(MINUTE, 3), NOW)
    assert reset_is_written(every(MINUTE, 3), NOW + HOUR)
    assert reset_waits(every(MINUTE, 19), NOW) is None
    assert reset_waits(every(MINUTE, 20), NOW) == NOW - 19 * MINUTE + HOUR


@pytest.mark.parametrize(("seconds", "minutes"), [(-5, 1), (1, 1), (60, 1), (61, 2), (3600, 60)])
def test_minutes_are_announced_upwards(seconds: int, minutes: int) -> None:
    assert minutes_until(NOW + seconds * SECOND, NOW) == minutes


@given(TIMES, TIMES)
def test_nobody_waits_more_than_a_day(own: list[datetime], of_address: list[datetime]) -> None:
    for until in (sign_in_waits(own, of_address, NOW), code_waits(own, of_address, NOW)):
        assert until is None or NOW < until <= NOW + DAY
    later = NOW + DAY
    assert sign_in_waits(own, of_address, later) is None
    assert code_waits(own, of_address, later) is None


@given(TIMES)
def test_a_limit_is_held_in_every_window(times: list[datetime]) -> None:
    limit, taken = Limit(3, HOUR), []

    for time in times:
        if limit.ends(taken, time) is None:
            taken.append(time)

    for time in taken:
        assert len([one for one in taken if time - HOUR < one <= time]) <= 3
