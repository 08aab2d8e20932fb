"""The days on which a procedure may be begun and sent: once, or each year."""

import re
from dataclasses import dataclass
from datetime import date

from engine.fields import Text
from engine.source.spec import Written, spec, written

WRITTEN = re.compile(r"(?:([0-9]{4})-)?([0-9]{2})-([0-9]{2})", re.ASCII)
LEAP_YEAR = 2024


@dataclass(frozen=True, order=True)
class OpenDay:
    """A day of a year, or of every year."""

    year: int | None
    month: int
    day: int

    @property
    def of_every_year(self) -> bool:
        """Whether it comes back each year."""
        return self.year is None

    def as_date(self) -> date:
        """The day; that of a leap year when it comes back each year."""
        return date(self.year or LEAP_YEAR, self.month, self.day)


def read_open_day(text: str) -> OpenDay | None:
    """A day written as `09-01`, each year, or as `2026-09-01`; or None."""
    found = WRITTEN.fullmatch(text)
    if found is None:
        return None
    day = OpenDay(int(found[1]) if found[1] else None, int(found[2]), int(found[3]))
    try:
        day.as_date()
    except ValueError:
        return None
    return day


@dataclass(frozen=True, kw_only=True)
class Opening:
    """The season of a procedure: from its first to its last day, both included."""

    first: OpenDay = spec("The first day, `09-01` each year, or `2026-09-01` once", key="from")
    last: OpenDay = spec("The last day, written like the first", key="to")
    closed: Text | None = spec("What is said on the other days", default=None)
    source: Written = written()

    def is_open(self, day: date) -> bool:
        """Whether one may begin and send on a day; a season may go over the end of a year."""
        if not (self.first.of_every_year or self.last.of_every_year):
            return self.first.as_date() <= day <= self.last.as_date()
        now = (day.month, day.day)
        first, last = (self.first.month, self.first.day), (self.last.month, self.last.day)
        if first <= last:
            return first <= now <= last
        return now >= first or now <= last
