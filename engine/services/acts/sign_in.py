"""Signing in: whatever is wrong, the same answer after the same work."""

from dataclasses import replace

from engine.services.acting import Asked, Outcome
from engine.services.entering import enter
from engine.services.recognising import recognised


def perform(asked: Asked) -> Outcome:
    """Begin a session for the account of an address and a password; raises ActRefused."""
    given = asked.values.get("email") or "", asked.values.get("password") or ""
    account = recognised(asked.desk, asked.visitor, asked.browser, given, asked.now)
    outcome = enter(
        asked.desk, asked.visitor, account, asked.browser, asked.now,
        is_remembered=bool(asked.values.get("remember")),
    )  # fmt: skip
    return replace(outcome, following=asked.following or outcome.following)
