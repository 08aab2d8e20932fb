"""Who fills in an example: somebody of each profile that a procedure is for."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from engine.analysis.likely import BY_TYPE, BY_WORD, TEXTS
from engine.definitions import (
    ANYONE,
    SIGNED_IN,
    Column,
    Columns,
    Library,
    Procedure,
    places_of,
)
from engine.definitions.tests import USUAL_DAY
from engine.errors import InputError

Json = Mapping[str, Any]
ROWS = 2
SHIFTS = 3  # persons who are known with other records
MOST_DAYS = 366 * 3
BY_KIND: Mapping[str, tuple[str, ...]] = {
    "integer": ("4", "12"),
    "decimal": ("12,5", "3"),
    "money": ("120", "45,50"),
    "date": ("30/06/2027", "12/04/1985"),
    "month": ("06/2026", "01/2026"),
    "yes_no": ("oui", "non"),
    "checkbox": ("oui", "oui"),
}


def persons(procedure: Procedure, library: Library) -> Iterator[Json]:
    """What tests say of them, and of the day when it is not the usual one."""
    day = open_day(procedure)
    for one in of_profiles(procedure, library):
        yield one if day == USUAL_DAY else {**one, "date": day}


def open_day(procedure: Procedure) -> date:
    """The first day, from the usual one on, on which the procedure may be sent."""
    opening = procedure.opening
    days = (USUAL_DAY + timedelta(days=one) for one in range(MOST_DAYS))
    return next((day for day in days if opening is None or opening.is_open(day)), USUAL_DAY)


def of_profiles(procedure: Procedure, library: Library) -> Iterator[Json]:
    """Somebody of each profile, without what the account knows and with it, where it is read.

    Nothing is said of whoever has no account.
    """
    roots = names_read(procedure, library)
    if ANYONE in procedure.audience:
        yield {}
        if not roots & {"account", "profile"}:
            return
    audience = [one for one in procedure.audience if one not in {ANYONE, SIGNED_IN}]
    for profile in audience or ["particulier"]:
        yield {"as": {"profile": profile}}
        if "profile" in roots:
            for shift in range(0, SHIFTS * ROWS, ROWS):
                yield {"as": {"profile": profile, **details(library, shift)}}


def names_read(procedure: Procedure, library: Library) -> set[str]:
    """What is read anywhere, up to the first dot."""
    found = {
        name.partition(".")[0]
        for place in places_of(procedure, library)
        for name in place.syntax.names
    }
    lists = [group.path for _outer, group in procedure.all_groups()]
    lists += [getattr(one.choices, "path", "") for *_around, one in procedure.all_fields()]
    return found | {one.partition(".")[0] for one in lists}


def details(library: Library, shift: int) -> dict[str, Any]:
    """Two records in each list of the profile, and the records that there is one of."""
    profile = library.profile
    lists = {
        name: [record(columns, number, library) for number in range(shift, shift + ROWS)]
        for name, columns in profile.lists.items()
    }
    return lists | {
        name: record(columns, shift, library) for name, columns in profile.records.items()
    }


def record(columns: Columns, number: int, library: Library) -> dict[str, Any]:
    """A record of the profile."""
    found: dict[str, Any] = {}
    for name, column in columns.items():
        value = f"r{number + 1}" if name == "id" else answer(name, column, number, library)
        if value is not None:
            found[name] = value
    return found


def answer(name: str, column: Column, number: int, library: Library) -> Any:
    """What a record says in a column: what a table has in a column of that name comes first."""
    words = next((known for word, known in BY_WORD.items() if word in name), TEXTS)
    typed = BY_KIND.get(column.type) or BY_TYPE.get(column.type)
    texts = typed or in_tables(name, library) or words
    try:
        return column.field.parse([str(texts[number % len(texts)])])
    except InputError:
        return None


def in_tables(name: str, library: Library) -> tuple[str, ...]:
    """The texts that tables have in the columns of a name."""
    rows = (row for table in library.tables.values() for row in table.rows.values())
    found = (row.get(name) for row in rows)
    return tuple(dict.fromkeys(one for one in found if isinstance(one, str)))
