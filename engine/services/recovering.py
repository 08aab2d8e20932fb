"""A lost second factor: recovery codes, and what an operator may do once they know who asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.accounts.codes import Code, new_code, read_code
from engine.accounts.hashing import hashed, verified
from engine.accounts.roles import needs_second_factor
from engine.database import accounts, events, recoveries, remembered, sessions
from engine.database.accounts import Account
from engine.errors import NotAllowedError
from engine.i18n import marked as _
from engine.services import second_factor
from engine.services.acting import Browser
from engine.services.desk import Desk, Visitor
from engine.services.entering import origin_of
from engine.services.mailing import tell_of_change

CODES = 8
NO_CODE = Code("", "")
# How an operator made sure of who asks them to take a second factor away.
CHECKS: Mapping[str, str] = {
    "piece": _("I saw their identity document"),
    "rappel": _("I called them back at the number that the site knew before"),
    "courrier": _("They answered a letter sent to the address that the site knew before"),
}


@dataclass(frozen=True)
class Check:
    """How the operator made sure of who asks, and what they note of it."""

    how: str
    note: str


def make_codes(desk: Desk, visitor: Visitor, browser: Browser, now: datetime) -> tuple[str, ...]:
    """New recovery codes, to be shown once; those of before serve no more.

    Raises NotAllowedError for an account without second factor: there is nothing to recover.
    """
    account = visitor.account
    if account is None or not second_factor.has_it(account):
        raise NotAllowedError("recovery codes")
    made: dict[str, Code] = {}
    while len(made) < CODES:
        code = new_code()
        made[code.selector] = code
    kept = [(code.selector, hashed(code.verifier)) for code in made.values()]
    with desk.database.transaction():
        recoveries.replace_all(desk.database, account.id, kept, now)
        _note(desk, account, "recovery_codes_made", browser, now)
        tell_of_change(desk, account, "recovery_codes_made", visitor.language, now)
    return tuple(map(str, made.values()))


def remaining(desk: Desk, account: Account) -> int:
    """How many recovery codes still serve."""
    return recoveries.remaining(desk.database, account.id)


def recover(desk: Desk, visitor: Visitor, browser: Browser, typed: str, now: datetime) -> bool:
    """Whether a recovery code is right: the second factor is then taken away.

    Whoever has a role sets another one up before anything opens; for others the session does.
    Raises TooManyCodesError as wrong codes of the telephone do: they count together.
    """
    account, session = visitor.account, visitor.session
    if account is None or session is None:
        raise NotAllowedError("recovery")
    code = read_code(typed) or NO_CODE
    second_factor.count_try(desk, account, now)
    found = recoveries.find(desk.database, account.id, code.selector)
    is_right = verified(code.verifier, found.verifier_hash if found else None).is_right
    if found is None or not is_right or not recoveries.use(desk.database, found, now):
        return False
    second_factor.forget_tries(desk, account)
    with desk.database.transaction():
        take_away(desk, account)
        _note(desk, account, "second_factor_recovered", browser, now)
        tell_of_change(desk, account, "second_factor_recovered", visitor.language, now)
        if not needs_second_factor(account.roles):
            sessions.authenticated(desk.database, session, now)
    return True


def reset(
    desk: Desk, operator: Visitor, account: Account, check: Check, browser: Browser, now: datetime
) -> None:
    """Take away the second factor of somebody who lost it, and sign them out everywhere.

    Who did it and how they made sure of who asked is kept. Nobody does it for themselves.
    """
    by = operator.account
    if by is None or by.id == account.id or not second_factor.has_it(account):
        raise NotAllowedError("reset of a second factor")
    details = {"by": by.id, "how": check.how, "note": check.note}
    kind = "second_factor_reset"
    with desk.database.transaction():
        take_away(desk, account)
        sign_out_everywhere(desk, account)
        events.append(
            desk.database, account.site, account.id, kind, now, origin_of(browser), details
        )
        tell_of_change(desk, account, kind, operator.language, now)


def end_sessions(
    desk: Desk, operator: Visitor, account: Account, reason: str, browser: Browser, now: datetime
) -> int:
    """Sign somebody out everywhere, and keep who wanted it and why; gives how many sessions end."""
    by = operator.account
    if by is None:
        raise NotAllowedError("end of sessions")
    kind, details = "sessions_ended_by_service", {"by": by.id, "reason": reason}
    with desk.database.transaction():
        ended = sign_out_everywhere(desk, account)
        events.append(
            desk.database, account.site, account.id, kind, now, origin_of(browser), details
        )
        tell_of_change(desk, account, kind, operator.language, now)
    return ended


def take_away(desk: Desk, account: Account) -> None:
    """Have the account without second factor nor recovery codes."""
    accounts.set_totp(desk.database, account, None, None)
    recoveries.delete_all(desk.database, account.id)


def sign_out_everywhere(desk: Desk, account: Account) -> int:
    """End the sessions of an account, and remember none of its browsers; gives their number."""
    ended = sessions.delete_all(desk.database, account.id)
    remembered.delete_all(desk.database, account.id)
    return ended


def _note(desk: Desk, account: Account, kind: str, browser: Browser, now: datetime) -> None:
    events.append(desk.database, account.site, account.id, kind, now, origin_of(browser))
