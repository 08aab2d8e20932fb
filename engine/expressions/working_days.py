"""Working days in France: Monday to Friday, but for the public holidays (Labour Code, L3133-1)."""

from datetime import date, timedelta
from functools import lru_cache

from engine.expressions.values import UNKNOWN, Value

MOST_DAYS = 3_660
ONE = timedelta(days=1)
SATURDAY = 5
FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
# Easter Monday, Ascension Day, Whit Monday: so many days after Easter.
AFTER_EASTER = (1, 39, 50)


def working_days_after(day: date, count: int) -> Value:
    """The day that comes so many working days after another: Monday to Friday, but for public
    holidays. Those of Alsace and Moselle alone do not count.

    With 0, the day itself when it is a working day, else the next one.
    """
    if not 0 <= count <= MOST_DAYS:
        return UNKNOWN
    try:
        while count:
            day += ONE
            count -= is_working_day(day)
        while not is_working_day(day):
            day += ONE
    except OverflowError:
        return UNKNOWN
    return day


def is_working_day(day: date) -> bool:
    """Whether a day is neither at a weekend nor a public holiday."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    """The public holidays of a year."""
    easter = easter_of(year)
    moving = {easter + timedelta(days=after) for after in AFTER_EASTER}
    return frozenset(moving | {date(year, month, day) for month, day in FIXED})


def easter_of(year: int) -> date:
    """Easter Sunday, by the calculation of Meeus, Jones and Butcher."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, left = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    fours, ones = divmod(rest, 4)
    weekday = (32 + 2 * left + 2 * fours - epact - ones) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
