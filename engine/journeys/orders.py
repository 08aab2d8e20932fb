"""Regular expressions for what comes after, or before, a day, a month or a number in a text.

JSON Schema has an order for numbers only: an amount is a text, so that it stays exact.
"""

from datetime import date
from decimal import Decimal
from typing import Any

ANY = "([.][0-9]+)?"


def days_from(day: date) -> str:
    """The days, as YYYY-MM-DD, from one on."""
    return ordered(day.isoformat(), after=True)


def days_until(day: date) -> str:
    """The days, as YYYY-MM-DD, up to one."""
    return ordered(day.isoformat(), after=False)


def ordered(text: str, *, after: bool) -> str:
    """The texts of the same form that come after (or before) `text` by their digits, or are it."""
    found = [text]
    for index, one in enumerate(text):
        digit = beyond(one, after=after)
        if digit:
            found.append(text[:index] + digit + free(text[index + 1 :]))
    return f"^({'|'.join(found)})$"


def beyond(digit: str, *, after: bool, least: int = 0) -> str:
    """The digits above, or under, a digit; "" when there is none."""
    if not digit.isdigit():
        return ""
    first, last = (int(digit) + 1, 9) if after else (least, int(digit) - 1)
    return f"[{first}-{last}]" if first <= last else ""


def free(text: str) -> str:
    """Any digits where there are some."""
    return "".join("[0-9]" if one.isdigit() else one for one in text)


def numbers_from(number: Decimal) -> str:
    """The numbers, written without needless zeros before the dot, from one on."""
    if number > 0:
        return whole(at_least(number))
    return whole(f"(0|[1-9][0-9]*){ANY}", f"-{at_most(-number)}")


def numbers_until(number: Decimal) -> str:
    """The numbers, written without needless zeros before the dot, up to one."""
    if number < 0:
        return whole(f"-{at_least(-number)}")
    return whole(at_most(number), f"-(0|[1-9][0-9]*){ANY}")


def number_equal(number: Decimal) -> str:
    """A number, with zeros after its decimals or without."""
    before, after = digits_of(abs(number))
    same = f"{before}([.]0+)?" if not after else f"{before}[.]{after}0*"
    sign = "-" if number < 0 else "" if number else "-?"
    return whole(sign + same)


def whole(*patterns: str) -> str:
    """One of several patterns, from the first sign to the last."""
    return f"^({'|'.join(patterns)})$"


def digits_of(number: Decimal) -> tuple[str, str]:
    """The digits before the dot, and those after it that count."""
    before, _dot, after = f"{number:f}".partition(".")
    return before.lstrip("0") or "0", after.rstrip("0")


def at_least(number: Decimal) -> str:
    """A number without sign and all above it."""
    before, after = digits_of(number)
    found = [f"[1-9][0-9]{{{len(before)},}}{ANY}"]
    for index, digit in enumerate(before):
        if above := beyond(digit, after=True):
            found.append(f"{before[:index]}{above}[0-9]{{{len(before) - index - 1}}}{ANY}")
    found.append(f"{before}[.]{after}[0-9]*" if after else f"{before}{ANY}")
    for index, digit in enumerate(after):
        if above := beyond(digit, after=True):
            found.append(f"{before}[.]{after[:index]}{above}[0-9]*")
    return f"({'|'.join(found)})"


def at_most(number: Decimal) -> str:
    """A number without sign and all under it, down to zero."""
    before, after = digits_of(number)
    found = [f"(0|[1-9][0-9]{{0,{len(before) - 2}}}){ANY}"] if len(before) > 1 else []
    for index, digit in enumerate(before):
        least = 1 if index == 0 and len(before) > 1 else 0
        if under := beyond(digit, after=False, least=least):
            found.append(f"{before[:index]}{under}[0-9]{{{len(before) - index - 1}}}{ANY}")
    found.append(f"{before}([.]{after}0*)?" if after else f"{before}([.]0*)?")
    for index, digit in enumerate(after):
        if index:
            found.append(f"{before}[.]{after[:index]}")
        if under := beyond(digit, after=False):
            found.append(f"{before}[.]{after[:index]}{under}[0-9]*")
    return f"({'|'.join(found)})"


def limit_pattern(key: str, limit: Any) -> str | None:
    """The pattern of the texts within a limit of days, months or numbers; None for others."""
    after = key == "min"
    if isinstance(limit, date):
        return days_from(limit) if after else days_until(limit)
    if isinstance(limit, bool) or not isinstance(limit, (int, Decimal)):
        return None
    return numbers_from(Decimal(limit)) if after else numbers_until(Decimal(limit))
