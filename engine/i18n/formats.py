"""Numbers, amounts, sizes, dates and times as people of a language write them."""

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, dates, numbers

PARIS = ZoneInfo("Europe/Paris")
NO_BREAK = "\u00a0"
LOCALES = {"fr": "fr_FR", "en": "en_GB"}
DAY_FIRST_IN_FRENCH = "EEEE d MMMM y"
UNITS = {"fr": ("o", "ko", "Mo", "Go"), "en": ("B", "kB", "MB", "GB")}
STEP = 1024
MOST_DIGITS = 500  # more than expressions allow: a number is shown exactly
Number = int | Decimal


def format_decimal(value: Number, language: str) -> str:
    """A number with all its decimals: `1 234,5`."""
    places = max(0, -exponent) if isinstance(exponent := _exponent(value), int) else 0
    pattern = "#,##0" + ("." + "0" * places if places else "")
    with localcontext(prec=MOST_DIGITS, rounding=ROUND_HALF_UP):
        return _number(numbers.format_decimal(value, pattern, locale=_locale(language)))


def format_money(value: Number, language: str) -> str:
    """An amount in euros with two decimals: `1 234,50 €`."""
    return _money_text(value or 0, language)


@lru_cache(maxsize=1024)
def _money_text(value: Number, language: str) -> str:
    with localcontext(prec=MOST_DIGITS, rounding=ROUND_HALF_UP):
        return _number(numbers.format_currency(value, "EUR", locale=_locale(language)))


@lru_cache(maxsize=1024)
def format_size(size: int, language: str) -> str:
    """A number of bytes in the unit that suits: `1,2 Mo`, of 1,048,576 bytes each."""
    amount, unit = Decimal(size), 0
    units = UNITS.get(language, UNITS["en"])
    while _rounded(amount, unit) >= STEP and unit < len(units) - 1:
        amount /= STEP
        unit += 1
    return f"{format_decimal(_rounded(amount, unit), language)}{NO_BREAK}{units[unit]}"


def day_in_paris(when: datetime) -> date:
    """The day that a moment is in Paris."""
    return when.astimezone(PARIS).date()


def format_date(when: date, language: str) -> str:
    """A date in full: `mercredi 12 mars 2025`."""
    day = when.astimezone(PARIS).date() if isinstance(when, datetime) else when
    return _date_text(day, language)


@lru_cache(maxsize=1024)
def _date_text(day: date, language: str) -> str:
    text = dates.format_date(day, DAY_FIRST_IN_FRENCH, locale=_locale(language))
    return text.replace(" 1 ", " 1er ") if language == "fr" else text


def format_month(day: date, language: str) -> str:
    """The month of a day: `mars 2026`."""
    return dates.format_date(day, "MMMM y", locale=_locale(language))


def format_day(when: date, language: str) -> str:
    """A day and its month: `15 avril`, `1er mai`."""
    text = dates.format_date(when, "d MMMM", locale=_locale(language))
    return text.replace("1 ", "1er ", 1) if language == "fr" and when.day == 1 else text


def format_short_date(when: date) -> str:
    """A date in digits, as people write it: `12/03/2026`."""
    return f"{when.day:02}/{when.month:02}/{when.year:04}"


@lru_cache(maxsize=len(LOCALES))
def country_names(language: str) -> Mapping[str, str]:
    """The names of countries and territories by their codes, in the order of their names."""
    names = Locale.parse(_locale(language)).territories
    known = ((code, name) for code, name in names.items() if len(code) == len("FR"))
    return dict(sorted(known, key=lambda one: _plain(one[1])))


def _plain(text: str) -> str:
    """A text without its accents, in small letters: by which names are put in order."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("\u2019", "'"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def format_day_of_year(day: date, language: str, *, with_year: bool) -> str:
    """A day without its weekday: `1er septembre`, `1er septembre 2026`."""
    pattern = "d MMMM y" if with_year else "d MMMM"
    text = dates.format_date(day, pattern, locale=_locale(language))
    return f"1er{text[1:]}" if language == "fr" and text.startswith("1 ") else text


def format_time(when: datetime | time, language: str) -> str:
    """A time in Paris to the minute: `14:32`."""
    moment = when.astimezone(PARIS) if isinstance(when, datetime) else when
    return dates.format_time(moment, "HH:mm", tzinfo=PARIS, locale=_locale(language))


def format_datetime(when: datetime, language: str) -> str:
    """A date and a time in Paris: `mercredi 12 mars 2025 à 14 h 32`."""
    moment = when.astimezone(PARIS)
    day = format_date(moment, language)
    if language != "fr":
        return f"{day} at {moment:%H:%M}"
    return f"{day} à {moment.hour}{NO_BREAK}h{NO_BREAK}{moment:%M}"


def _rounded(amount: Decimal, unit: int) -> Decimal:
    """Whole bytes, whole kilobytes from ten on, else one decimal unless it is zero."""
    rounded = amount.quantize(Decimal("0.1" if unit > 1 or (unit and amount < 10) else "1"))
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded


def _exponent(value: Number) -> int | str:
    return value.as_tuple().exponent if isinstance(value, Decimal) else 0


def _locale(language: str) -> str:
    return LOCALES.get(language, LOCALES["en"])


def _number(text: str) -> str:
    """One kind of no-break space, the one that every font has."""
    return text.replace("\u202f", NO_BREAK)
