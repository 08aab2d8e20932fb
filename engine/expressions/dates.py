"""Days: nothing here reads the clock, today is an argument."""

from calendar import monthrange
from datetime import date, timedelta

from engine.expressions.values import UNKNOWN, Value


def this_day(today: date) -> Value:
    """Today, in the time zone of the service."""
    return today


def age(today: date, day: date) -> Value:
    """How many whole years have passed since a day; a birthday counts on the day itself."""
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))


def year_of(day: date) -> Value:
    """The year in which a day falls, as 2026."""
    return day.year


def days_between(first: date, last: date) -> Value:
    """How many nights there are from one day to another, below zero when it comes before."""
    return (last - first).days


def add_days(day: date, count: int) -> Value:
    """The day that comes so many days after another, before it when the number is negative."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return UNKNOWN


def add_months(day: date, count: int) -> Value:
    """The same day so many months later, or the last of that month: 29 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not date.min.year <= year <= date.max.year:
        return UNKNOWN
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def day_of(text: str) -> Value:
    """The day written as year-month-day: `date("2025-03-12")`."""
    if len(text) != len("2025-03-12"):
        return UNKNOWN
    try:
        return date.fromisoformat(text)
    except ValueError:
        return UNKNOWN
