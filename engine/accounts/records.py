"""The records that an account keeps of its person: found by their key, changed one at a time.

They are in `details["profile"]`: a list of records for what a person has several of, a record
for what there is one of. A record of a list is named by its `id`, else by its position.
"""

from collections.abc import Mapping, Sequence
from typing import Any

Record = Mapping[str, Any]
PROFILE, ID = "profile", "id"


def known_to(details: Record) -> Record:
    """All that an account knows of its person, by the name of lists and records."""
    found = details.get(PROFILE)
    return found if isinstance(found, Mapping) else {}


def rows_in(details: Record, name: str) -> list[Record]:
    """The records of a list."""
    found = known_to(details).get(name)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def record_in(details: Record, name: str, row: str = "") -> Record | None:
    """A record of a list by its key, or the one record of that name; None when it is not there."""
    found = known_to(details).get(name)
    if isinstance(found, Mapping):
        return None if row else found
    keyed = zip(keys_of(rows_in(details, name)), rows_in(details, name), strict=True)
    return next((one for key, one in keyed if key == row), None)


def with_record(details: Record, name: str, row: str, values: Record) -> dict[str, Any]:
    """The details once the columns `values` of a record of a list are changed.

    An empty `row` adds a record, under a key that none has.
    """
    rows = rows_in(details, name)
    if not row:
        changed = [*rows, {ID: new_key(rows, name), **values}]
    else:
        keyed = zip(keys_of(rows), rows, strict=True)
        changed = [{**one, **values} if key == row else one for key, one in keyed]
    return with_known(details, name, changed)


def with_values(details: Record, name: str, values: Record) -> dict[str, Any]:
    """The details once the columns `values` of the one record of a name are changed."""
    return with_known(details, name, {**(record_in(details, name) or {}), **values})


def with_known(details: Record, name: str, known: Any) -> dict[str, Any]:
    """The details with something else under a name."""
    return {**details, PROFILE: {**known_to(details), name: known}}


def keys_of(rows: Sequence[Record]) -> list[str]:
    """The keys of records: their `id`, else their position."""
    return [str(one.get(ID) or position) for position, one in enumerate(rows, 1)]


def new_key(rows: Sequence[Record], name: str) -> str:
    """A key that no record has: the first letter of the list and a number."""
    used, number = set(keys_of(rows)), len(rows) + 1
    while f"{name[:1]}{number}" in used:
        number += 1
    return f"{name[:1]}{number}"
