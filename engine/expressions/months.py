"""Months, and the nights of a stay that fall in them."""

from calendar import monthrange
from datetime import date

from engine.expressions.values import UNKNOWN, Value, is_date
from engine.i18n import format_month as in_words


def first_day(month: date | str) -> Value:
    """The first day of a month."""
    found = beginning(month)
    return UNKNOWN if found is None else found


def last_day(month: date | str) -> Value:
    """The last day of a month."""
    found = beginning(month)
    if found is None:
        return UNKNOWN
    return found.replace(day=monthrange(found.year, found.month)[1])


def month_of(day: date) -> Value:
    """The month in which a day falls."""
    return day.replace(day=1)


def months_between(first: date, last: date) -> Value:
    """How many whole months have passed from one day to another, 0 when it comes before."""
    count = (last.year - first.year) * 12 + last.month - first.month
    is_end = last.day == monthrange(last.year, last.month)[1]
    return max(0, count - (last.day < first.day and not is_end))


def months_begun(first: date, last: date) -> Value:
    """How many months have begun from one day to another: one day late is one month."""
    if last <= first:
        return 0
    count = (last.year - first.year) * 12 + last.month - first.month
    is_end = last.day == monthrange(last.year, last.month)[1]
    return count + (last.day > first.day and not (is_end and first.day > last.day))


def nights_in(arrival: date, departure: date, start: date | str, end: date | None = None) -> Value:
    """How many nights of a stay fall in a month, or between two days: `nights_in(arrivee, depart,
    mois)`, `nights_in(ouverture, fermeture, debut, fin)`.

    The night of a day is the one that begins on it: the night of the last day counts, that of the
    departure does not. 0 when there is none.
    """
    first = start if end is not None and is_date(start) else beginning(start)
    last = end if end is not None else last_day(start)
    if not is_date(first) or not is_date(last):
        return UNKNOWN
    after = min(departure.toordinal(), last.toordinal() + 1)
    return max(0, after - max(arrival.toordinal(), first.toordinal()))


def format_month(language: str, month: date | str) -> Value:
    """A month in words: « mars 2026 »."""
    found = beginning(month)
    return UNKNOWN if found is None else in_words(found, language)


def beginning(month: date | str) -> date | None:
    """The first day of a month, written as `2026-03` or as one of its days."""
    if is_date(month):
        return month.replace(day=1)
    if not isinstance(month, str) or len(month) != len("2026-03"):
        return None
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        return None


__all__ = [
    "first_day",
    "format_month",
    "last_day",
    "month_of",
    "months_begun",
    "months_between",
    "nights_in",
]
