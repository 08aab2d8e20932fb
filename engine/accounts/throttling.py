"""Throttling: from the times of failures, whether to wait and until when. Nobody waits for ever.

Tries count under an account together with an address: whoever is slowed down for the mistakes of
others signs in from another address, or by a reset.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LONGEST_WAIT = HOUR
# Nothing older is looked at.
WINDOW = DAY
CODE_FAILURES_TO_REVOKE = 10


@dataclass(frozen=True)
class Limit:
    """At most so many within a time."""

    most: int
    within: timedelta

    def ends(self, times: Sequence[datetime], now: datetime) -> datetime | None:
        """When one more is within the limit, None if it already is; `times` are in order."""
        recent = [time for time in times if time > now - self.within]
        return recent[-self.most] + self.within if len(recent) >= self.most else None


@dataclass(frozen=True)
class Pause:
    """After so many within a time, a pause after each."""

    limit: Limit
    pause: timedelta

    def ends(self, times: Sequence[datetime], now: datetime) -> datetime | None:
        """When the pause is over, None if there is none."""
        if self.limit.ends(times, now) is None or times[-1] + self.pause <= now:
            return None
        return times[-1] + self.pause


@dataclass(frozen=True)
class Growing:
    """From the n-th failure within a time, a delay that doubles with each."""

    free: int
    first: timedelta
    longest: timedelta
    within: timedelta

    def ends(self, times: Sequence[datetime], now: datetime) -> datetime | None:
        """When the delay is over, None if there is none."""
        recent = [time for time in times if time > now - self.within]
        more = len(recent) - self.free
        if more < 0:
            return None
        over = recent[-1] + min(self.first * 2 ** min(more, 20), self.longest)
        return over if over > now else None


CODE_OF_SELECTOR = Limit(5, HOUR)
CODE_OF_ADDRESS = Pause(Limit(20, HOUR), 15 * MINUTE)
SIGN_IN_DELAY = Growing(5, MINUTE, LONGEST_WAIT, DAY)
SIGN_IN_A_DAY = Limit(25, DAY)
# Far above what the persons behind one address get wrong: it is for lists of stolen passwords.
SIGN_IN_OF_ADDRESS = Pause(Limit(300, HOUR), 15 * MINUTE)
RESET_OF_ACCOUNT = Limit(3, HOUR)
RESET_OF_ADDRESS = Limit(20, HOUR)


def code_waits(
    of_selector: Sequence[datetime], of_address: Sequence[datetime], now: datetime
) -> datetime | None:
    """Until when no code is looked at, None when it is."""
    return _latest(CODE_OF_SELECTOR.ends(of_selector, now), CODE_OF_ADDRESS.ends(of_address, now))


def sign_in_waits(
    of_account_here: Sequence[datetime], of_address: Sequence[datetime], now: datetime
) -> datetime | None:
    """Until when no password is looked at, None when it is."""
    return _latest(
        SIGN_IN_DELAY.ends(of_account_here, now),
        SIGN_IN_A_DAY.ends(of_account_here, now),
        SIGN_IN_OF_ADDRESS.ends(of_address, now),
    )


def reset_waits(of_address: Sequence[datetime], now: datetime) -> datetime | None:
    """Until when an address may ask for no mail, None when it may."""
    return RESET_OF_ADDRESS.ends(of_address, now)


def reset_is_written(of_account: Sequence[datetime], now: datetime) -> bool:
    """Whether one more mail goes to an address that was asked for at these times."""
    return RESET_OF_ACCOUNT.ends(of_account, now) is None


def minutes_until(until: datetime, now: datetime) -> int:
    """How many minutes to announce, at least one."""
    return max(1, -((now - until) // MINUTE))


def _latest(*ends: datetime | None) -> datetime | None:
    return max((end for end in ends if end is not None), default=None)
