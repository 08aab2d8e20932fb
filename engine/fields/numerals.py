"""Numbers with decimals, as people type them and as they are kept: texts, never floats."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from engine.errors import InputError
from engine.expressions import Value
from engine.fields.typed import one_line

BLANKS = str.maketrans("", "", " \u00a0\u202f")
TYPED = re.compile(r"([+-]?)([0-9]{1,15})(?:[.,]([0-9]{1,20}))?")
MOST_DIGITS = 15


def decimal_in(
    raw: Sequence[str], places: int, *, signed: bool, ending: str = ""
) -> Decimal | None:
    """The number that was typed, None when blank; a comma or a dot begins its decimals.

    `ending` is a sign that may follow it. Raises InputError: "number", "places", "negative".
    """
    typed = one_line(raw).translate(BLANKS)
    typed = typed.removesuffix(ending) if typed != ending else typed
    if not typed:
        return None
    found = TYPED.fullmatch(typed)
    if found is None:
        raise InputError("number")
    sign, whole, decimals = found.groups("")
    if len(decimals) > places:
        raise InputError("places", limit=places)
    number = Decimal(f"{whole}.{decimals or 0}")
    if sign == "-" and number and not signed:
        raise InputError("negative")
    return -number if sign == "-" and number else number


def exact(kept: object) -> Decimal:
    """The number kept as a text; raises ValueError when it is none."""
    try:
        return Decimal(str(kept))
    except InvalidOperation as error:
        raise ValueError(kept) from error


def rounded(value: Value, places: int) -> Decimal | None:
    """A value of expressions with so many decimals, None when it is no number."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return None
    number = Decimal(value)
    if number.adjusted() >= MOST_DIGITS:
        return None
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def written(number: Decimal) -> str:
    """A number without an exponent and without zeros that say nothing; zero has no sign."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def typed_again(kept: object) -> str:
    """What a French person types for a number kept."""
    return str(kept).replace(".", ",")
