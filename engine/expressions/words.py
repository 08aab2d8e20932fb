"""Values as people read them, in their language."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from engine.expressions.problems import _
from engine.expressions.values import (
    EXACT,
    LONGEST,
    UNKNOWN,
    Chosen,
    Number,
    Value,
    bounded_text,
    is_date,
    is_list,
    is_number,
)
from engine.i18n import (
    format_date,
    format_day,
    format_decimal,
    format_money,
    format_short_date,
    gettext,
)

MISSING = "…"
WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
SMALL = 1_000  # below it a whole number is written alike in all languages


def show(value: Value, language: str) -> str:
    """Any value as people read it; “…” stands for what is not known."""
    if isinstance(value, str):
        return value.label if isinstance(value, Chosen) else value
    if isinstance(value, bool):
        return gettext(language, _("yes") if value else _("no"))
    return _show_other(value, language)


def words(language: str, value: Value) -> Value:
    """A value as a text, to join it to another: the label of a choice, a number, a date."""
    return bounded_text(show(value, language))


def length(value: str | Sequence[Value]) -> Value:
    """How many characters a text has; how many values a list has."""
    return len(value)


def lower(text: str) -> Value:
    """A text in small letters."""
    return bounded_text(text.lower())


def plural(language: str, number: Number, one: str, many: str) -> Value:
    """One text or another, as the number asks; `{n}` in it stands for the number.

    In French, 0 and 1 are singular.
    """
    size = abs(Decimal(number))
    is_singular = size < 2 if language == "fr" else size == 1
    chosen = one if is_singular else many
    shown = show(number, language)
    if len(chosen) + chosen.count("{n}") * len(shown) > LONGEST:
        return UNKNOWN
    return chosen.replace("{n}", shown)


def money(language: str, amount: Number) -> Value:
    """An amount of money, with its two decimals and its sign."""
    with _wide_enough():
        return format_money(amount, language)


def percentage(language: str, share: Number) -> Value:
    """A share in per cent: 0.055 is « 5,5 % »."""
    with _wide_enough():
        return f"{format_decimal(_plain(EXACT.multiply(share, 100)), language)}\u00a0%"


def _plain(number: Decimal) -> Decimal:
    """A number without the zeros at its end."""
    whole = number == number.to_integral_value()
    return number.quantize(Decimal(1)) if whole else number.normalize()


def day(language: str, when: date) -> Value:
    """A day, with the name of its month."""
    return format_date(when, language)


def day_of_month(language: str, when: date) -> Value:
    """A day without its year: « 15 avril »."""
    return format_day(when, language)


def short_day(when: date) -> Value:
    """A day in digits: « 15/04/2026 »."""
    return format_short_date(when)


def _wide_enough() -> AbstractContextManager[Context]:
    """A context in which every number that the language allows can be cut to be shown."""
    return localcontext(WIDE)


def _show_other(value: Value, language: str) -> str:
    if isinstance(value, int) and 0 <= value < SMALL:
        return str(value)
    if is_number(value):
        with _wide_enough():
            return format_decimal(value, language)
    if is_date(value):
        return format_date(value, language)
    if is_list(value):
        return ", ".join(show(item, language) for item in value)
    if isinstance(value, Mapping):
        return show(value.get("label", UNKNOWN), language)
    return MISSING
