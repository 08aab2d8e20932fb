"""What the expressions of a part of a procedure read."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from engine.expressions import ROUTE, Syntax, Template
from engine.source.spec import Written

ASKED = "asked"


def names_read(record: object) -> Iterator[str]:
    """The first names of all that the expressions in a part read, at whatever depth."""
    if isinstance(record, Syntax):
        yield from record.roots
        if ASKED in record.text:
            yield ROUTE
        return
    for each in inside(record):
        yield from names_read(each)


def inside(record: Any) -> Iterator[object]:
    """What a part of the model is made of."""
    if isinstance(record, Template):
        yield from record.expressions
    elif isinstance(record, Mapping):
        yield from record.values()
    elif isinstance(record, tuple):
        yield from record
    elif is_dataclass(record) and not isinstance(record, type | Written):
        yield from (getattr(record, each.name) for each in fields(record))
