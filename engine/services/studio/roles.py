"""Who works at a site: roles given and taken away, with who did it."""

from collections.abc import Collection
from datetime import datetime

from engine.accounts.roles import ROLES
from engine.database import accounts, events, sessions
from engine.database.accounts import Account
from engine.errors import ConflictError, NotFoundError
from engine.services.desk import Desk, Visitor
from engine.services.studio.journal import record

OPERATOR = "operator"


class LastOperatorError(ConflictError):
    """Nobody would be left who can give roles."""


def workers(desk: Desk, site: str) -> list[Account]:
    """The open accounts of a site that have a role, in the order of their names."""
    found = [
        one for one in accounts.list_of(desk.database, site) if one.roles and one.closed_at is None
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.email))


def find(desk: Desk, site: str, account: str) -> Account:
    """An open account of a site; raises NotFoundError."""
    found = accounts.load(desk.database, site, account.replace("\0", ""))
    if found.closed_at is not None:
        raise NotFoundError("account")
    return found


def give(desk: Desk, who: Visitor, account: str, roles: Collection[str], now: datetime) -> Account:
    """Have an account of the visitor's site bear these roles and no others.

    Whoever gets or loses one is signed out: a session is as long as its roles allow. Raises
    LastOperatorError, NotFoundError.
    """
    wanted = tuple(role for role in ROLES if role in roles)
    with desk.database.transaction(durable=True):
        found = find(desk, who.site, account)
        if set(wanted) == set(found.roles):
            return found
        others = [one for one in workers(desk, who.site) if one.id != found.id]
        if OPERATOR not in wanted and not any(OPERATOR in one.roles for one in others):
            raise LastOperatorError(account)
        after = accounts.set_roles(desk.database, found, wanted)
        if who.account is None or who.account.id != found.id:
            sessions.delete_all(desk.database, found.id)
        details = {"before": list(found.roles), "after": list(wanted)}
        by = who.account.id if who.account else None
        events.append(
            desk.database, who.site, found.id, "roles_changed", now,
            details={"by": by, **details},
        )  # fmt: skip
        record(desk, who, "roles", found.email, details, now)
    return after
