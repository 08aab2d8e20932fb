"""Languages: sentences, plurals, numbers, dates and sizes as people read them."""

from engine.i18n.catalogues import LANGUAGES, Catalogue, catalogue, gettext, marked, ngettext
from engine.i18n.formats import (
    country_names,
    day_in_paris,
    format_date,
    format_datetime,
    format_day,
    format_day_of_year,
    format_decimal,
    format_money,
    format_month,
    format_short_date,
    format_size,
    format_time,
)

__all__ = [
    "LANGUAGES",
    "Catalogue",
    "catalogue",
    "country_names",
    "day_in_paris",
    "format_date",
    "format_datetime",
    "format_day",
    "format_day_of_year",
    "format_decimal",
    "format_money",
    "format_month",
    "format_short_date",
    "format_size",
    "format_time",
    "gettext",
    "marked",
    "ngettext",
]
