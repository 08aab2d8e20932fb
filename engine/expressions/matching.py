"""Texts held against a pattern, in a time that is bounded whatever the text."""

import re
from functools import lru_cache

from engine.expressions.values import UNKNOWN, Value

LONGEST_TEXT = 200
LONGEST_PATTERN = 200
# How many ways there may be to try a pattern: what repeats multiplies them.
MOST_WAYS = 10_000_000
_PIECE = re.compile(
    r"(?P<escape>\\[^0-9])|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<open>\((?:\?:)?)|(?P<close>\))"
    r"|(?P<repeat>[*+?]|\{[0-9]*,?[0-9]*\})\??|(?P<other>\||.)",
    re.DOTALL,
)


def matches(text: str, pattern: str) -> Value:
    """Whether a whole text has a form: `matches(plaque, "[A-Z]{2}-[0-9]{3}-[A-Z]{2}")`.

    The pattern is a regular expression without `^` and `$`, in quotes. No group in it is repeated;
    at most three parts repeat without a limit. A text of more than 200 characters has no form.
    """
    form = compiled_form(pattern)
    if form is None:
        return UNKNOWN
    return len(text) <= LONGEST_TEXT and form.fullmatch(text) is not None


@lru_cache(maxsize=512)
def compiled_form(pattern: str) -> re.Pattern[str] | None:
    """The pattern ready to be tried, None when it is none, or could take too long."""
    if len(pattern) > LONGEST_PATTERN or not is_quick(pattern):
        return None
    try:
        return re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return None


def is_quick(pattern: str) -> bool:
    """Whether trying the pattern takes a bounded time: nothing repeats what repeats."""
    ways, closed, place = 1, False, 0
    while place < len(pattern):
        found = _PIECE.match(pattern, place)
        if found is None or (found["open"] == "(" and pattern.startswith("(?", place)):
            return False
        repeat = found["repeat"]
        if repeat:
            if closed and repeat != "?":
                return False
            ways *= _times(repeat)
        ways *= 2 if found["other"] == "|" else 1
        closed, place = found["close"] is not None, found.end()
        if ways > MOST_WAYS or found["other"] == "\\":
            return False
    return True


def _times(repeat: str) -> int:
    """How many lengths a part that repeats may have."""
    if repeat == "?":
        return 2
    least, comma, most = repeat.strip("{}").partition(",")
    if repeat in "*+" or (comma and not most):
        return LONGEST_TEXT
    if not comma:
        return 1
    return max(1, min(LONGEST_TEXT, int(most[:6])) - int(least[:6] or "0") + 1)
