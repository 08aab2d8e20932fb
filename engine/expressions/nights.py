"""Sums over the nights of a stay: each night has the value of its own date."""

import ast
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from engine.expressions.numbers import add, multiply
from engine.expressions.tables import Tables
from engine.expressions.values import UNKNOWN, Value, is_number

MOST_NIGHTS = 3_660
ONE = timedelta(days=1)
Night = Callable[[date], Value]
READERS = {"lookup": "at", "bracket": "at", "brackets": "at"}


def sum_over_nights(
    first: date, last: date, each: Night, changes: Sequence[date] | None = None
) -> Value:
    """The sum of a number over the nights of a stay, in which `night` is the date of the night.

    `sum_over_nights(arrivee, depart, lookup("tarifs", categorie, "tarif", at=night))`: a stay that
    goes from one tariff to the next is cut by itself. The night of the last day is not one: one
    leaves. 0 when there is no night; at most ten years.
    """
    total: Value = 0
    for start, end in periods(first, last, changes):
        total = add(total, multiply(each(start), (end - start).days))
        if not is_number(total):
            return UNKNOWN
    return total if (last - first).days <= MOST_NIGHTS else UNKNOWN


def periods(first: date, last: date, changes: Sequence[date] | None) -> Iterator[tuple[date, date]]:
    """A stay cut where something changes; night by night when that is not known (None)."""
    count = min((last - first).days, MOST_NIGHTS)
    if count <= 0:
        return
    end = first + timedelta(days=count)
    if changes is None:
        days = [first + timedelta(days=number) for number in range(count + 1)]
    else:
        days = [first, *(day for day in changes if first < day < end), end]
    yield from pairwise(days)


def steady_tables(node: ast.expr, name: str) -> frozenset[str] | None:
    """The tables by which alone a value depends on a night; None when it depends otherwise."""
    found: set[str] = set()
    waiting: list[ast.expr] = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, ast.Name) and one.id == name:
            return None
        parts = [part for part in ast.iter_child_nodes(one) if isinstance(part, ast.expr)]
        if isinstance(one, ast.Call):
            parts = _untold(one, name, found)
        waiting.extend(parts)
    return frozenset(found)


def changes_of(tables: object, names: frozenset[str] | None) -> Sequence[date] | None:
    """The days on which a row of these tables begins or ends, in order."""
    if names is None or not isinstance(tables, Tables):
        return None
    known = [tables.tables[name].changes for name in names if name in tables.tables]
    if len(known) == 1:
        return known[0]
    return sorted({day for days in known for day in days})


def _untold(call: ast.Call, name: str, found: set[str]) -> list[ast.expr]:
    """What a call reads, but for the night of a table, whose name is noted."""
    parts = list(call.args)
    reader = call.func.id if isinstance(call.func, ast.Name) else ""
    last = parts[-1] if parts else None
    if reader in READERS and isinstance(last, ast.Name) and last.id == name:
        table = parts[0]
        if isinstance(table, ast.Constant) and isinstance(table.value, str):
            found.add(table.value)
            return parts[:-1]
    return parts
