"""Delays in law, and the day on which silence decides."""

from datetime import date

import pytest

from engine.definitions.delays import (
    Delay,
    Missing,
    acknowledgement_due,
    implied_decision,
    read_delay,
    registration_due,
)


@pytest.mark.parametrize(
    ("written", "delay"),
    [
        ("2 months", Delay(2, "month")),
        ("1 month", Delay(1, "month")),
        ("15 working days", Delay(15, "working day")),
        ("1 working day", Delay(1, "working day")),
        ("6 weeks", Delay(6, "week")),
        ("1 year", Delay(1, "year")),
        ("45 days", Delay(45, "day")),
        ("0 months", None),
        ("-1 month", None),
        ("two months", None),
        ("2", None),
        ("2 mois", None),
        ("2 months and a half", None),
        ("", None),
        ("9" * 400 + " months", None),
    ],
)
def test_a_delay_is_read(written: str, delay: Delay | None) -> None:
    assert read_delay(written) == delay


@pytest.mark.parametrize(
    ("delay", "received", "last"),
    [
        ("2 months", date(2025, 3, 12), date(2025, 5, 12)),
        ("2 months", date(2025, 12, 31), date(2026, 2, 28)),
        ("2 months", date(2023, 12, 30), date(2024, 2, 29)),
        ("1 year", date(2024, 2, 29), date(2025, 2, 28)),
        ("6 weeks", date(2025, 3, 12), date(2025, 4, 23)),
        ("10 working days", date(2025, 4, 30), date(2025, 5, 16)),
        ("1 working day", date(2025, 7, 11), date(2025, 7, 15)),
    ],
)
def test_a_delay_ends_on_a_day(delay: str, received: date, last: date) -> None:
    read = read_delay(delay)

    assert read is not None
    assert read.after(received) == last


def test_a_delay_past_the_end_of_calendars_has_no_end() -> None:
    assert Delay(2, "month").after(date(9999, 12, 1)) is None
    assert Delay(40, "day").after(date(9999, 12, 1)) is None


ASKED = Missing(date(2025, 3, 20), date(2025, 4, 20))
GIVEN = Missing(date(2025, 3, 20), date(2025, 4, 20), date(2025, 4, 2))
LATE = Missing(date(2025, 3, 20), date(2025, 4, 20), date(2025, 5, 2))


@pytest.mark.parametrize(
    ("silence", "missing", "day"),
    [
        ("acceptance", (), date(2025, 5, 12)),
        ("acceptance", (ASKED,), None),
        ("acceptance", (GIVEN,), date(2025, 6, 2)),
        ("rejection", (), date(2025, 5, 12)),
        ("rejection", (GIVEN,), date(2025, 5, 25)),
        ("rejection", (ASKED,), date(2025, 6, 12)),
        ("rejection", (LATE,), date(2025, 6, 12)),
        ("none", (), None),
    ],
)
def test_silence_decides_once_the_file_is_complete(
    silence: str, missing: tuple[Missing, ...], day: date | None
) -> None:
    found = implied_decision(silence, Delay(2, "month"), date(2025, 3, 12), missing)  # type: ignore[arg-type]

    assert found == day


def test_what_is_received_is_acknowledged_in_working_days() -> None:
    received = date(2025, 4, 30)  # the 1st and the 8th of May are holidays

    assert registration_due(received) == date(2025, 5, 2)
    assert acknowledgement_due(received) == date(2025, 5, 16)
