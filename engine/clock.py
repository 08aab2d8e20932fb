"""The only place where the time is read."""

import time
from datetime import UTC, datetime


def now() -> datetime:
    """The present time, in UTC, with its time zone."""
    return datetime.fromtimestamp(time.time(), UTC)
