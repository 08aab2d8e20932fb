"""Slowing down those who try again and again.

A try is counted before it is known whether it fails, in a transaction of its own: however many
processes try at once, no more get through than the rule says. One that succeeds is taken back.
"""

import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.accounts.browsers import throttled_as
from engine.accounts.throttling import WINDOW, minutes_until
from engine.database import attempts
from engine.i18n import ngettext
from engine.services.acting import ActRefused, Asked, Browser
from engine.services.desk import Desk

SIGN_IN, CODE, RESET = "sign_in", "code", "reset"
# Gives until when to wait, from the times of the first subject and those of the second.
Rule = Callable[[Sequence[datetime], Sequence[datetime], datetime], datetime | None]
LOCK_DIGITS = 15


@dataclass(frozen=True)
class Try:
    """A try that was counted: what it was about, and when the first subject was tried before."""

    kind: str
    subjects: tuple[str, str]
    ids: tuple[str, ...]
    before: tuple[datetime, ...]


def count_try(asked: Asked, kind: str, subjects: tuple[str, str], rule: Rule) -> Try:
    """Count a try about two subjects, unless they have to wait: raises ActRefused."""
    return count(asked.desk, asked.visitor.language, kind, subjects, rule, asked.now)


def count(
    desk: Desk, language: str, kind: str, subjects: tuple[str, str], rule: Rule, now: datetime
) -> Try:
    """The same, outside an act."""
    database = desk.database
    with database.transaction():
        for subject in sorted(subjects):
            database.lock(lock_number(subject))
        found = attempts.times(database, kind, subjects, now - WINDOW)
        until = rule(found[subjects[0]], found[subjects[1]], now)
        ids = attempts.add(database, kind, subjects, now) if until is None else []
    if until is not None:
        raise waiting(until, now, language)
    return Try(kind, subjects, tuple(ids), tuple(found[subjects[0]]))


def lock_number(subject: str) -> int:
    """The number under which those who count tries about a subject wait for each other."""
    return int(subject[:LOCK_DIGITS], 16)


def take_back(desk: Desk, tried: Try) -> None:
    """Forget a try that did not fail."""
    attempts.take_back(desk.database, tried.ids)


def clear(desk: Desk, tried: Try) -> None:
    """Forget a try that succeeded, and all that failed before about its first subject."""
    attempts.clear(desk.database, tried.kind, tried.subjects[:1])
    take_back(desk, tried)


def clear_sign_in(desk: Desk, site: str, email: str, browser: Browser) -> None:
    """Forget the wrong passwords of an account from an address: the person proved who they are."""
    attempts.clear(desk.database, SIGN_IN, [account_here(desk, site, email, browser)])


def waiting(until: datetime, now: datetime, language: str) -> ActRefused:
    """The refusal that says how long to wait."""
    minutes = minutes_until(until, now)
    wait = ngettext(language, "{n} minute", "{n} minutes", minutes)
    return ActRefused("throttled", minutes=minutes, wait=wait)


def account_here(desk: Desk, site: str, email: str, browser: Browser) -> str:
    """The subject of an account together with an address, whether the account exists or not."""
    return subject(desk, "account", site, email, throttled_as(browser.address))


def address(desk: Desk, browser: Browser) -> str:
    """The subject of an address."""
    return subject(desk, "address", throttled_as(browser.address))


def subject(desk: Desk, *parts: str) -> str:
    """What is kept of what was tried: it tells nothing without the key of the site."""
    key = desk.settings.secret_key.encode()
    return hmac.digest(key, "\0".join(parts).encode(errors="replace"), "sha256").hex()
