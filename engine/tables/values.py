"""From the text of a cell to a value of its column's type."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from engine.expressions import (
    DATE,
    DECIMAL,
    INTEGER,
    MONEY,
    TEXT,
    TEXTS,
    YES_NO,
    Type,
    Value,
)
from engine.expressions.values import EXACT
from engine.tables.faults import _

TYPES: Mapping[str, Type] = MappingProxyType(
    {
        "text": TEXT,
        "texts": TEXTS,
        "integer": INTEGER,
        "decimal": DECIMAL,
        "money": MONEY,
        "percent": DECIMAL,
        "date": DATE,
        "yes_no": YES_NO,
    }
)
"""What the YAML beside a table calls a type of column, and the type in expressions."""

WANTED: Mapping[str, str] = MappingProxyType(
    {
        "integer": _("“{text}” in the column “{column}” must be a whole number"),
        "decimal": _("“{text}” in the column “{column}” must be a number"),
        "money": _("“{text}” in the column “{column}” must be an amount such as 12,50"),
        "percent": _("“{text}” in the column “{column}” must be a rate such as 5 %"),
        "date": _(
            "“{text}” in the column “{column}” must be a date such as 2026-12-31 or 31/12/2026"
        ),
        "yes_no": _("“{text}” in the column “{column}” must be yes or no (oui, non)"),
    }
)
"""What is said of a cell that is not of its column's type; any text is a text."""

_INTEGER = re.compile(r"[+-]?[0-9]{1,30}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,30}([.,][0-9]{1,20})?")
_MONEY = re.compile(r"([+-]?[0-9]{1,30}(?:[.,][0-9]{1,2})?)€?")
_PERCENT = re.compile(r"([+-]?[0-9]{1,30}(?:[.,][0-9]{1,18})?)%?")
_DAYS = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})"),
)
_YES = frozenset({"oui", "yes", "true", "vrai", "1", "x"})
_NO = frozenset({"non", "no", "false", "faux", "0"})
_BLANKS = str.maketrans("", "", " \u00a0\u202f")


def value(text: str, kind: str) -> Value | None:
    """Read a cell that is not empty as the type named `kind`, or give None when it is not one."""
    return _READERS[kind](text)


def _texts(text: str) -> Value | None:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def _integer(text: str) -> Value | None:
    digits = text.translate(_BLANKS)
    return int(digits) if _INTEGER.fullmatch(digits) else None


def _decimal(text: str) -> Value | None:
    digits = text.translate(_BLANKS)
    return Decimal(digits.replace(",", ".")) if _DECIMAL.fullmatch(digits) else None


def _money(text: str) -> Value | None:
    found = _MONEY.fullmatch(text.translate(_BLANKS))
    return Decimal(found[1].replace(",", ".")) if found else None


def _percent(text: str) -> Value | None:
    found = _PERCENT.fullmatch(text.translate(_BLANKS))
    return Decimal(found[1].replace(",", ".")).scaleb(-2, EXACT) if found else None


def _date(text: str) -> Value | None:
    found = next(filter(None, (day.fullmatch(text) for day in _DAYS)), None)
    if found is None:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _yes_no(text: str) -> Value | None:
    said = text.lower()
    return said in _YES if said in _YES | _NO else None


def _text(text: str) -> Value | None:
    return text


_READERS: Mapping[str, Callable[[str], Value | None]] = MappingProxyType(
    {
        "text": _text,
        "texts": _texts,
        "integer": _integer,
        "decimal": _decimal,
        "money": _money,
        "percent": _percent,
        "date": _date,
        "yes_no": _yes_no,
    }
)
