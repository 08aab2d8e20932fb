"""Payments left open: the provider is asked, when neither the person nor a notification came."""

from datetime import datetime, timedelta

from engine.database import payments
from engine.services.desk import Desk
from engine.services.paying import check

# Until then the person is probably paying; after that no provider keeps an operation open.
BEGINS, ENDS = timedelta(minutes=5), timedelta(days=3)
ASKED_EVERY = timedelta(minutes=10)


def reconcile(desk: Desk, now: datetime) -> int:
    """Ask the providers about the payments left open; gives how many of them have ended."""
    found = payments.list_open(desk.database, now - BEGINS, now - ENDS)
    due = [one for one in found if one.asked_at is None or now - one.asked_at >= ASKED_EVERY]
    for one in due:
        check(desk, one, now)
    return sum(not payments.load(desk.database, one.id).is_open for one in due)
