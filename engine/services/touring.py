"""The guided tour: whether a person went through it, or does not want it."""

from engine.database import accounts
from engine.database.accounts import AccountChangedError
from engine.services.desk import Desk, Visitor

TOUR = "tour"
DONE = "done"


def is_done(visitor: Visitor) -> bool:
    """Whether the tour is no longer proposed to a visitor."""
    return visitor.account is not None and visitor.account.preferences.get(TOUR) == DONE


def remember(desk: Desk, visitor: Visitor) -> None:
    """Propose the tour no longer; what was changed elsewhere meanwhile stays."""
    account = visitor.account
    while account is not None and account.preferences.get(TOUR) != DONE:
        try:
            accounts.set_preferences(desk.database, account, {**account.preferences, TOUR: DONE})
            return
        except AccountChangedError:
            account = accounts.load(desk.database, account.site, account.id)
