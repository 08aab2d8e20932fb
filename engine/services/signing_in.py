"""Sessions: who a browser signed in as."""

from datetime import datetime, timedelta

from engine.database import accounts, drafts, sessions, submissions, uploads
from engine.errors import NotFoundError
from engine.services.demonstration import PERSONS
from engine.services.desk import ANONYMOUS, Desk, Visitor, visitor_of

LASTING = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)


def visitor_with(desk: Desk, token: str, now: datetime) -> Visitor:
    """The visitor whose browser has a token; raises NotFoundError once the session is over."""
    session = sessions.load(desk.database, token, now)
    if now - session.seen_at > SEEN_EVERY:
        sessions.seen(desk.database, session, now, LASTING)
    account = accounts.load(desk.database, session.account)
    return visitor_of(account, desk.settings.language)


def sign_in_as(desk: Desk, before: Visitor, person: str, now: datetime) -> tuple[str, Visitor]:
    """Begin a session as a person of the demonstration: its token, and the visitor.

    What was begun and sent in this browser without account becomes the account's.
    Raises NotFoundError for somebody else, and wherever there is no demonstration.
    """
    chosen = next((one for one in PERSONS if one.id == person), None)
    account = accounts.find(desk.database, chosen.email) if chosen else None
    if account is None or not desk.settings.development:
        raise NotFoundError(person)
    visitor = visitor_of(account, desk.settings.language)
    with desk.database.transaction():
        if before.account is None and before.owner.startswith(ANONYMOUS):
            for table in (drafts, uploads, submissions):
                table.hand_over(desk.database, before.owner, visitor.owner)
        token = sessions.create(desk.database, account.id, now, LASTING)
    return token, visitor


def sign_out(desk: Desk, token: str) -> None:
    """End a session."""
    sessions.delete(desk.database, token)
