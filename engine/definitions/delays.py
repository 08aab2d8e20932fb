"""Delays in law: months from date to date, working days; when silence becomes a decision.

Months are counted from date to date: two months from 31 December end on the last day of February.
The day on which silence decides is not put off when it falls on a holiday: nobody has to act.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from engine.expressions import Syntax
from engine.expressions.dates import add_months
from engine.expressions.working_days import working_days_after
from engine.source.spec import Written, spec, written

Unit = Literal["day", "week", "month", "year", "working day"]
Silence = Literal["acceptance", "rejection", "none"]
WRITTEN = re.compile(r"([1-9][0-9]{0,2}) (working day|day|week|month|year)s?", re.ASCII)
DAYS = {"day": 1, "week": 7}
MONTHS = {"month": 1, "year": 12}

# CRPA R112-11-2 and R112-11-3: the record of registration, the acknowledgement of receipt.
REGISTRATION_DAYS = 1
ACKNOWLEDGEMENT_DAYS = 10


@dataclass(frozen=True)
class Delay:
    """So many days, working days, weeks, months or years."""

    number: int
    unit: Unit

    def after(self, day: date) -> date | None:
        """The last day of the delay that begins with a day, None when no calendar has it."""
        try:
            if self.unit == "working day":
                found = working_days_after(day, self.number)
            elif self.unit in DAYS:
                found = day + timedelta(days=self.number * DAYS[self.unit])
            else:
                found = add_months(day, self.number * MONTHS[self.unit])
        except OverflowError:
            return None
        return found if isinstance(found, date) else None


@dataclass(frozen=True, kw_only=True)
class OtherDelay:
    """A delay for some requests only, as `{delay: 2 months, when: protege}`."""

    delay: Delay = spec("After how long silence means so, for them")
    when: Syntax = spec("The condition under which it holds")
    source: Written = written()


@dataclass(frozen=True)
class Missing:
    """Pieces that were asked for: when, to be given by when, and when they were given."""

    asked: date
    due: date
    given: date | None = None


def read_delay(text: str) -> Delay | None:
    """A delay written as `2 months` or `15 working days`, or None."""
    found = WRITTEN.fullmatch(text.strip())
    return Delay(int(found[1]), found[2]) if found else None  # type: ignore[arg-type]


def implied_decision(
    silence: Silence, delay: Delay, received: date, missing: Sequence[Missing] = ()
) -> date | None:
    """The day on which silence becomes a decision (CRPA L114-5), None while it cannot be told.

    An acceptance is counted from the day on which the file is complete. The delay of a rejection is
    held up while pieces are asked for, until they are given or were due.
    """
    if silence == "none":
        return None
    if silence == "acceptance":
        days = [received, *(one.given for one in missing if one.given is not None)]
        is_complete = all(one.given is not None for one in missing)
        return delay.after(max(days)) if is_complete else None
    last = delay.after(received)
    if last is None:
        return None
    return last + timedelta(days=sum(held_up(one) for one in missing))


def held_up(missing: Missing) -> int:
    """How many days a request for pieces holds up the delay of a rejection."""
    end = missing.due if missing.given is None else min(missing.given, missing.due)
    return max(0, (end - missing.asked).days)


def registration_due(received: date) -> date | None:
    """Until when a sending is recorded to its sender: one working day (CRPA R112-11-2)."""
    return Delay(REGISTRATION_DAYS, "working day").after(received)


def acknowledgement_due(received: date) -> date | None:
    """Until when the acknowledgement of receipt is sent: ten working days (CRPA R112-11-3)."""
    return Delay(ACKNOWLEDGEMENT_DAYS, "working day").after(received)
