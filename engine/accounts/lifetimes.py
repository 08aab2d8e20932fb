"""How long things last: sessions, remembered browsers, links, codes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
LONGEST_WITH_ROLE = timedelta(hours=8)
SECOND_FACTOR = timedelta(minutes=10)
REMEMBERED = timedelta(days=30)
CONFIRMATION_LINK = timedelta(hours=24)
RESET_LINK = timedelta(minutes=60)
CODE = timedelta(days=60)
SHORTEST_CODE, LONGEST_CODE = timedelta(days=15), timedelta(days=90)
REAUTHENTICATION = timedelta(minutes=10)


@dataclass(frozen=True)
class SessionLife:
    """How long a session waits for its person, and how long it lasts whatever they do."""

    idle: timedelta
    longest: timedelta


def session_life(roles: Collection[str], *, second_factor_due: bool) -> SessionLife:
    """The life of a new session: shorter with a role, short until the second factor is given."""
    longest = LONGEST_WITH_ROLE if roles else LONGEST
    return SessionLife(SECOND_FACTOR if second_factor_due else IDLE, longest)
