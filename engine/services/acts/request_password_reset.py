"""Asking for another password: nothing here looks whether the account exists."""

from collections.abc import Sequence
from datetime import datetime

from engine.accounts.emails import normalised
from engine.accounts.throttling import reset_is_written, reset_waits
from engine.database import events
from engine.services import slowing
from engine.services.acting import Asked, Outcome
from engine.services.entering import origin_of
from engine.services.mailing import ask_link


def perform(asked: Asked) -> Outcome:
    """Have a link sent to whoever has the address, three times an hour at most."""
    desk, site, now = asked.desk, asked.visitor.site, asked.now
    email = normalised(asked.values.get("email") or "")
    subjects = slowing.subject(desk, "reset", site, email), slowing.address(desk, asked.browser)
    tried = slowing.count_try(asked, slowing.RESET, subjects, waits)
    with desk.database.transaction():
        origin = origin_of(asked.browser)
        events.append(desk.database, site, None, "reset_requested", now, origin)
        if reset_is_written(tried.before, now):
            ask_link(desk, site, email, "reset", asked.visitor.language, now)
    return Outcome()


def waits(
    of_account: Sequence[datetime], of_address: Sequence[datetime], now: datetime
) -> datetime | None:
    """Only those who ask for many addresses have to wait; for one, mails are no longer sent."""
    del of_account
    return reset_waits(of_address, now)
