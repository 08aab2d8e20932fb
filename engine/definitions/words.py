"""Small things that authors write in words: sizes, durations, parameters."""

import re
from decimal import Decimal
from typing import NewType

Days = NewType("Days", int)
Parameter = int | Decimal | str | bool

SIZE = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?) ?(B|o|kB|ko|Ko|KB|MB|Mo|GB|Go)")
UNITS = {"b": 1, "o": 1, "k": 1024, "m": 1024**2, "g": 1024**3}
DURATION = re.compile(r"([1-9]\d{0,3}) (day|week|month|year)s?")
DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,10})?")


def read_size(text: str) -> int | None:
    """A number of bytes written as `3 MB` or `500 ko` (1,024 each), or None."""
    found = SIZE.fullmatch(text.strip())
    if not found:
        return None
    return int(Decimal(found[1].replace(",", ".")) * UNITS[found[2][0].lower()])


def read_duration(text: str) -> int | None:
    """A number of days written as `30 days`, `6 months` or `5 years`, or None."""
    found = DURATION.fullmatch(text.strip())
    return int(found[1]) * DAYS[found[2]] if found else None


def read_parameter(text: str) -> int | Decimal | str | bool:
    """The value of a parameter: a size, a number, `true`, `false`, else a text, as `0123`."""
    size = read_size(text)
    if size is not None:
        return size
    if NUMBER.fullmatch(text):
        return Decimal(text) if "." in text else int(text)
    return {"true": True, "false": False}.get(text, text)
