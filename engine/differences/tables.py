"""Reference tables that changed beside two versions: rows, cells, dates."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from engine.differences.changes import Change
from engine.differences.meaning import keys_in
from engine.differences.showing import Speaking, name_of
from engine.differences.things import Thing
from engine.differences.words import Words, joined, quoted, say, written
from engine.expressions import Syntax, Template, Value, show
from engine.expressions.values import is_number
from engine.fields import TableChoices, Text
from engine.i18n import format_money, format_short_date
from engine.i18n import marked as _
from engine.tables import Row, Table

# Of a table with more changes, the number of the others is told.
MOST_TOLD = 50
NO_ROWS: tuple[Row, ...] = ()


def changed_tables(before: Speaking, after: Speaking) -> Iterator[Change]:
    """The changes of the tables that a procedure reads, when both versions have theirs."""
    if before.tables is after.tables:
        return
    used = tables_read(after)
    for name in sorted(used & before.tables.keys() & after.tables.keys()):
        old, new = before.tables[name], after.tables[name]
        if old.hash == new.hash and old.hash:
            continue
        changes = changed_rows(old, new)
        yield from islice(changes, MOST_TOLD)
        rest = sum(1 for _one in changes)
        if rest:
            yield told(new, "", say(_("and {n} changes more"), n=rest))


def tables_read(speaking: Speaking) -> set[str]:
    """The names of the tables that a procedure chooses from, or reads by a function."""
    found: set[str] = set()
    waiting: list[Any] = [one.record for one in speaking.things] + [speaking.procedure]
    while waiting:
        value = waiting.pop()
        if isinstance(value, TableChoices):
            found.add(value.table)
        if isinstance(value, Syntax):
            found |= texts_in(value) & speaking.tables.keys()
        waiting.extend(inside(value))
    return found


def inside(value: Any) -> Iterable[Any]:
    """What is written in a value of the model."""
    if isinstance(value, Text):
        return value.templates.values()
    if isinstance(value, Template):
        return value.expressions
    if isinstance(value, tuple):
        return value
    if isinstance(value, Mapping):
        return value.values()
    return (getattr(value, one.name) for one in keys_in(value).values())


def texts_in(syntax: Syntax) -> set[str]:
    """The texts that an expression is written with."""
    return {
        node.value
        for node in ast.walk(syntax.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def changed_rows(old: Table, new: Table) -> Iterator[Change]:
    """The rows that were added, removed, or have other cells or dates."""
    if old.title != new.title:
        yield told(new, "", say(_("its title was {old}"), old=quoted(old.title)))
    for key in dict.fromkeys([*old.history, *new.history]):
        before, after = old.history.get(key, NO_ROWS), new.history.get(key, NO_ROWS)
        for one, other in paired(before, after, new.above):
            yield from row_changes(old, new, one, other)


def paired(
    before: tuple[Row, ...], after: tuple[Row, ...], above: str
) -> Iterator[tuple[Row | None, Row | None]]:
    """The rows of a key in pairs: of the same first day, else in their order."""

    def mark(row: Row) -> tuple[Any, ...]:
        return row.starts, row.columns.get(above)

    known = {mark(one): one for one in before}
    same = {mark(one): known[mark(one)] for one in after if mark(one) in known}
    lone = [one for one in before if mark(one) not in same]
    for one in after:
        former = same.get(mark(one))
        if former is None and len(before) == len(after) and lone:
            former = lone.pop(0)
        yield former, one
    yield from ((one, None) for one in lone)


def row_changes(old: Table, new: Table, one: Row | None, other: Row | None) -> Iterator[Change]:
    """What is said of one row."""
    if one is None and other is not None:
        yield told(new, other.key, say(_("row {row} added: {cells}"), row=row_name(other),
                                       cells=cells_of(new, other)))  # fmt: skip
    elif one is not None and other is None:
        yield told(new, one.key, say(_("row {row} removed"), row=row_name(one)))
    elif one is not None and other is not None:
        yield from cell_changes(old, new, one, other)


def cell_changes(old: Table, new: Table, one: Row, other: Row) -> Iterator[Change]:
    """The cells and the dates of a row that are not what they were."""
    if (one.starts, one.ends) != (other.starts, other.ends):
        values = {"row": quoted(other.label), "old": dates_of(one), "new": dates_of(other)}
        said = say(_("row {row}: held {old}, holds {new}"), **values)
        yield told(new, other.key, said)
    for name in dict.fromkeys([*one.columns, *other.columns]):
        before, after = one.columns.get(name), other.columns.get(name)
        is_told = is_a_day(one, before) or is_a_day(other, after)
        if before != after and not is_told:
            said = say(
                _("row {row}, {column}: was {old}, is {new}"),
                row=row_name(other),
                column=name.replace("_", " "),
                old=cell(old, name, before),
                new=cell(new, name, after),
            )
            yield told(new, other.key, said)


def is_a_day(row: Row, value: Value | None) -> bool:
    """Whether a cell is the first or the last day on which its row holds."""
    return value is not None and value in (row.starts, row.ends)


def told(table: Table, key: str, said: Words) -> Change:
    """A change of a table."""
    thing = Thing("table", table.name, f"#{table.name}", table)
    name = say(_("table {name}"), name=quoted(table.title))
    sentence = say(_("{thing}, {said}"), thing=name if table.title else name_of(thing), said=said)
    return Change("table", "table", table.name, sentence, key)


def row_name(row: Row) -> Words:
    """What a row is called, with the days on which it holds."""
    dates = dates_of(row)
    return written(lambda language: f"{quoted(row.label)[language]} {dates[language]}".rstrip())


def dates_of(row: Row) -> Words:
    """The days on which a row holds."""
    first = format_short_date(row.starts) if row.starts else ""
    last = format_short_date(row.ends) if row.ends else ""
    if first and last:
        return say(_("from {first} to {last}"), first=first, last=last)
    if first:
        return say(_("since {first}"), first=first)
    return say(_("until {last}"), last=last) if last else say(_("always"))


def cells_of(table: Table, row: Row) -> Words:
    """All the cells of a row but its key and its label."""
    names = (
        name
        for name, value in row.columns.items()
        if name not in (table.key, table.label) and not is_a_day(row, value)
    )
    return joined(
        say(_("{key}: {value}"), key=one, value=cell(table, one, row.columns[one])) for one in names
    )


def cell(table: Table, name: str, value: Value | None) -> Words:
    """A cell as people read it."""
    if value is None:
        return say(_("nothing"))
    kind = table.kinds.get(name, "")
    if kind == "money" and is_number(value):
        return written(lambda language: format_money(value, language))
    unit = "\u00a0%" if kind == "percent" else ""
    return written(lambda language: show(value, language) + unit)
