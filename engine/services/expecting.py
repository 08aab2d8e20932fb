"""What a file of persons may say at a site, and how each cell is read."""

from collections.abc import Mapping

from engine.definitions.profile import ID, Columns
from engine.errors import InputError
from engine.fields import Field
from engine.journeys.schemas import Schema
from engine.services.desk import Desk
from engine.services.invited import Expected, Json, Read, Shape


def expected_at(desk: Desk, site: str) -> Expected:
    """The profiles of a site, and what its accounts know; raises NotFoundError."""
    profile = desk.catalogue.library.profile
    at = desk.catalogue.site(site)
    return Expected(tuple(at.profiles), shapes_of(profile.lists), shapes_of(profile.records))


def shapes_of(known: Mapping[str, Columns]) -> dict[str, Shape]:
    """How the columns of lists or records are read; ids are ours to give."""
    return {
        name: {column: reader(one.field) for column, one in columns.items() if column != ID}
        for name, columns in known.items()
    }


def reader(field: Field) -> Read:
    """How a cell is read: as a type of field reads what is typed, None when it is blank."""
    schema = Schema(field.schema({}))

    def read(text: str) -> Json:
        answer = field.parse([text]) if text else None
        if answer is not None and any(schema.faults(answer)):
            raise InputError("invalid")
        return answer

    return read
