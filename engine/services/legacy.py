"""Accounts from before 2019: they have no password here, and are told how to choose one."""

from datetime import datetime, timedelta

from engine.database import accounts, events
from engine.database.accounts import Account
from engine.services.desk import Desk
from engine.services.mailing import notify

TEMPLATE, KIND = "compte-ancien", "legacy_reminded"
EVERY = timedelta(days=30)


def remind(desk: Desk, site: str, now: datetime) -> int:
    """Have a mail sent to each account that waits for a new password: how many; NotFoundError.

    Each is told once in 30 days: a mail and what is kept of it are written together.
    """
    desk.catalogue.refresh(now)
    name, language = desk.catalogue.site(site).name, desk.settings.language
    told = events.accounts_since(desk.database, name, KIND, now - EVERY)
    waiting = [
        one
        for one in accounts.list_of(desk.database, name)
        if is_legacy(one) and one.id not in told
    ]
    for account in waiting:
        with desk.database.transaction():
            events.append(desk.database, name, account.id, KIND, now)
            notify(desk, name, account.email, TEMPLATE, language, now)
    return len(waiting)


def is_legacy(account: Account) -> bool:
    """Whether an account is open and has no password yet, as those of before 2019."""
    has_no_password = account.password_hash is None and account.reset_required_at is not None
    return has_no_password and account.closed_at is None
