"""Versions: the texts of procedures that were published, which never change."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from peewee import fn

from engine.database import tables
from engine.database.connection import Database
from engine.errors import NotFoundError

PUBLISHING = 7_483_921


@dataclass(frozen=True, slots=True)
class Version:
    """A numbered text of a procedure."""

    procedure: str
    number: int
    hash: str
    text: str
    published_at: datetime
    withdrawn_at: datetime | None = None


def publish(database: Database, procedure: str, text: str, digest: str, now: datetime) -> Version:
    """Make a text the current version of its procedure, under the next number.

    A text already published keeps its number: nothing changes if it is the current version, and
    it becomes so again otherwise. Several processes may publish the same text at once.
    """
    with database.transaction(durable=True):
        database.lock(PUBLISHING)
        published = list_all(database, procedure)
        if published and published[0].hash == digest and published[0].withdrawn_at is None:
            return published[0]
        for version in published:
            if version.hash == digest:
                return _publish_again(database, version, now)
        return _publish_new(database, procedure, text, digest, now)


def load(database: Database, procedure: str, number: int) -> Version:
    """A version by its number, withdrawn or not: drafts may still need it."""
    table = tables.Version
    return _first(database, (table.procedure == procedure) & (table.number == number))


def current(database: Database, procedure: str) -> Version:
    """The last version published that was not withdrawn."""
    table = tables.Version
    return _first(database, (table.procedure == procedure) & table.withdrawn_at.is_null())


def list_all(database: Database, procedure: str) -> list[Version]:
    """All the versions of a procedure, the last published first."""
    return _where(database, tables.Version.procedure == procedure)


def list_current(database: Database) -> list[Version]:
    """The current version of each procedure, in the order of their names."""
    found: dict[str, Version] = {}
    for version in _where(database, tables.Version.withdrawn_at.is_null()):
        found.setdefault(version.procedure, version)
    return [found[name] for name in sorted(found)]


def withdraw(database: Database, procedure: str, number: int, now: datetime) -> None:
    """Take a version out of service; the drafts made in it remain."""
    table = tables.Version
    chosen = (table.procedure == procedure) & (table.number == number)
    if not database.run(table.update(withdrawn_at=now).where(chosen)):
        raise NotFoundError("version")


def _publish_again(database: Database, version: Version, now: datetime) -> Version:
    table = tables.Version
    chosen = (table.procedure == version.procedure) & (table.number == version.number)
    database.run(table.update(published_at=now, withdrawn_at=None).where(chosen))
    return load(database, version.procedure, version.number)


def _publish_new(
    database: Database, procedure: str, text: str, digest: str, now: datetime
) -> Version:
    table = tables.Version
    numbers = table.select(fn.MAX(table.number)).where(table.procedure == procedure).tuples()
    ((last,),) = database.run(numbers)
    version = Version(procedure, (last or 0) + 1, digest, text, now)
    database.run(table.insert(asdict(version)))
    return version


def _first(database: Database, condition: Any) -> Version:
    for version in _where(database, condition):
        return version
    raise NotFoundError("version")


def _where(database: Database, condition: Any) -> list[Version]:
    table = tables.Version
    query = table.select().where(condition).order_by(table.published_at.desc(), table.number.desc())
    return [Version(**row) for row in database.run(query.dicts())]
