"""The second factor: setting it up, giving its code, taking it away."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.accounts.roles import needs_second_factor
from engine.accounts.second_factor import new_secret, provisioning_uri, step_of
from engine.database import accounts, attempts, events, recoveries, sessions
from engine.database.accounts import Account
from engine.errors import NotAllowedError
from engine.services import slowing
from engine.services.acting import Browser
from engine.services.desk import Desk, Visitor
from engine.services.entering import origin_of
from engine.services.mailing import tell_of_change
from engine.services.sealing import opened, sealed

KIND = "second_factor"
MOST_TRIES = 5
WINDOW = timedelta(minutes=15)


class TooManyCodesError(NotAllowedError):
    """Too many wrong codes: one waits a quarter of an hour."""


@dataclass(frozen=True)
class Enrolment:
    """What an application needs to make codes: the secret, and the address of a QR code."""

    secret: str
    uri: str

    @property
    def in_groups(self) -> str:
        """The secret as one types it, four characters at a time."""
        return " ".join(self.secret[start : start + 4] for start in range(0, len(self.secret), 4))


def has_it(account: Account) -> bool:
    """Whether the account has a second factor that was proved once."""
    return account.totp_confirmed_at is not None


def enrolment(desk: Desk, account: Account) -> Enrolment:
    """The secret that waits to be proved by a first code; a new one when there is none."""
    kept = opened(desk, account.totp_secret) if account.totp_secret else None
    secret = kept or new_secret()
    if kept is None:
        accounts.set_totp(desk.database, account, sealed(desk, secret), None)
    title = desk.catalogue.site(account.site).title
    return Enrolment(secret, provisioning_uri(secret, account.email, title))


def give_code(desk: Desk, visitor: Visitor, browser: Browser, code: str, now: datetime) -> bool:
    """Whether the code is right: the session is then proved, and a first code sets it up.

    A code serves once. Raises TooManyCodesError after five wrong ones in a quarter of an hour,
    and NotAllowedError for nobody.
    """
    account, session = visitor.account, visitor.session
    if account is None or session is None:
        raise NotAllowedError("second factor")
    if not is_right(desk, account, code, now):
        return False
    with desk.database.transaction():
        if account.totp_confirmed_at is None and account.totp_secret:
            accounts.set_totp(desk.database, account, account.totp_secret, now)
            _note(desk, account, "second_factor_set", browser, now)
            tell_of_change(desk, account, "second_factor_set", visitor.language, now)
        sessions.authenticated(desk.database, session, now)
        _note(desk, account, "second_factor_given", browser, now)
    return True


def remove(desk: Desk, visitor: Visitor, browser: Browser, code: str, now: datetime) -> bool:
    """Take the second factor away, with a last code; whoever has a role keeps it."""
    account = visitor.account
    if account is None or needs_second_factor(account.roles):
        raise NotAllowedError("second factor")
    if not is_right(desk, account, code, now):
        return False
    with desk.database.transaction():
        accounts.set_totp(desk.database, account, None, None)
        recoveries.delete_all(desk.database, account.id)
        _note(desk, account, "second_factor_removed", browser, now)
        tell_of_change(desk, account, "second_factor_removed", visitor.language, now)
    return True


def is_right(desk: Desk, account: Account, code: str, now: datetime) -> bool:
    """Whether a code is right and was never used; each try counts until one succeeds."""
    count_try(desk, account, now)
    secret = opened(desk, account.totp_secret) if account.totp_secret else None
    step = step_of(secret, code, now, account.totp_last_step) if secret else None
    if step is None or not accounts.note_totp_step(desk.database, account, step):
        return False
    forget_tries(desk, account)
    return True


def count_try(desk: Desk, account: Account, now: datetime) -> None:
    """Count a code that is typed, whatever it is; raises TooManyCodesError."""
    subject = _subject(desk, account)
    with desk.database.transaction():
        desk.database.lock(slowing.lock_number(subject))
        tried = attempts.times(desk.database, KIND, [subject], now - WINDOW)[subject]
        if len(tried) >= MOST_TRIES:
            raise TooManyCodesError(account.id)
        attempts.add(desk.database, KIND, [subject], now)


def forget_tries(desk: Desk, account: Account) -> None:
    """Forget the codes that were typed before the right one."""
    attempts.clear(desk.database, KIND, [_subject(desk, account)])


def _subject(desk: Desk, account: Account) -> str:
    return slowing.subject(desk, KIND, account.site, account.id)


def _note(desk: Desk, account: Account, kind: str, browser: Browser, now: datetime) -> None:
    events.append(desk.database, account.site, account.id, kind, now, origin_of(browser))
