"""References: what people call what they sent, or paid."""

from datetime import datetime

from engine.database import counters
from engine.services.desk import PARIS, Desk

SUBMISSION, PAYMENT = "G", "P"
SERIES = {SUBMISSION: "submission", PAYMENT: "payment"}
# Letters that nobody takes for a digit or for one another.
CHECK_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"[:23]


def new_reference(desk: Desk, now: datetime, kind: str = SUBMISSION) -> str:
    """The next reference of the year in Paris, as G-2026-000123-K; the letter finds mistakes."""
    year = now.astimezone(PARIS).year
    number = counters.next_number(desk.database, f"{SERIES[kind]}-{year}")
    letter = CHECK_LETTERS[int(f"{year}{number:06d}") % len(CHECK_LETTERS)]
    return f"{kind}-{year}-{number:06d}-{letter}"
