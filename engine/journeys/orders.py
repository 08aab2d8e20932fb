"""Regular expressions for what comes after, or before, a text of digits in a fixed form."""

from datetime import date


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
        if one.isdigit() and one != ("9" if after else "0"):
            found.append(text[:index] + beyond(int(one), after=after) + free(text[index + 1 :]))
    return f"^(?:{'|'.join(found)})$"


def beyond(digit: int, *, after: bool) -> str:
    """The digits above, or under, a digit."""
    first, last = (digit + 1, 9) if after else (0, digit - 1)
    return str(first) if first == last else f"[{first}-{last}]"


def free(text: str) -> str:
    """Any digits where there are some."""
    return "".join("[0-9]" if one.isdigit() else one for one in text)
