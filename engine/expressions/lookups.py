"""What is read of a reference table: a cell, a bracket, a sum over brackets."""

from datetime import date

from engine.expressions.numbers import add, multiply, subtract
from engine.expressions.tables import DatedRow, Tables
from engine.expressions.values import UNKNOWN, Number, Value, is_number


def lookup(tables: Tables, name: str, key: str, column: str, day: date | None = None) -> Value:
    """A cell of a table: `lookup("tarifs", categorie, "tarif", at=arrivee)`.

    The row is that of the key; with `at=`, the one that holds on that day. A table whose rows have
    dates is always read at a day.
    """
    rows = tables.rows(name, key, day)
    return tables.cell(name, rows[0], column) if rows else UNKNOWN


def bracket(
    tables: Tables,
    name: str,
    number: Number,
    column: str,
    key: str | None = None,
    day: date | None = None,
) -> Value:
    """A cell of the bracket in which a number falls: `bracket("quotients", revenu, "tarif")`.

    The table names, with `above`, the column that says from which number on each row applies, that
    number included. With `key=`, only the rows of that key count; with `at=`, those of that day.
    """
    row = bracket_of(tables, name, number, key, day)
    return UNKNOWN if row is None else tables.cell(name, row, column)


def bracket_of(
    tables: Tables, name: str, number: Number, key: str | None, day: date | None
) -> DatedRow | None:
    """The bracket in which a number falls."""
    found = [row for above, row in tables.brackets(name, key, day) if above <= number]
    return found[-1] if found else None


def brackets(
    tables: Tables,
    name: str,
    number: Number,
    column: str,
    key: str | None = None,
    day: date | None = None,
) -> Value:
    """The sum over progressive brackets: `brackets("bareme", revenu, "taux")`.

    Each part of the number is multiplied by the rate of the bracket in which it falls: 0.11 or
    `11 %` in a column of type `percent`. What is below the first bracket counts for nothing.
    """
    total: Value = 0
    found = tables.brackets(name, key, day)
    tops: list[Number | None] = [*(above for above, _ in found[1:]), None]
    for (above, row), top in zip(found, tops, strict=True):
        if number <= above:
            break
        part = subtract(number if top is None or number < top else top, above)
        total = add(total, multiply(part, tables.cell(name, row, column)))
        if not is_number(total):
            return UNKNOWN
    return total if found else UNKNOWN
