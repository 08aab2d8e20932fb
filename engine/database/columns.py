"""How a time and a structure are kept in a column, the same in both databases."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson
import peewee

Json = Mapping[str, Any]


def time_kept(time: datetime) -> str:
    """A time with its zone as it is kept: in UTC, always as long, so that texts sort in order."""
    if time.tzinfo is None:
        raise ValueError("a time without its zone cannot be kept")
    return time.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def time_of(kept: str | datetime) -> datetime:
    """The time, in UTC with its zone, of what a column gives."""
    naive = datetime.fromisoformat(kept) if isinstance(kept, str) else kept
    return naive.replace(tzinfo=UTC)


def time_or_none(kept: str | datetime | None) -> datetime | None:
    """The time of what a column gives, if it has one."""
    return None if kept is None else time_of(kept)


def json_kept(structure: Any) -> str:
    """A structure as text; its keys stay in their order, which a JSON column would not do."""
    return orjson.dumps(structure).decode()


def json_of(kept: str) -> Any:
    """The structure of what a column gives."""
    return orjson.loads(kept)


class TimeField(peewee.Field):
    """A time, kept in UTC without its zone."""

    field_type = "TIMESTAMP"

    def db_value(self, value: datetime | None) -> str | None:
        """What is kept of a time."""
        return None if value is None else time_kept(value)

    def python_value(self, value: Any) -> datetime | None:
        """The time that was kept."""
        return time_or_none(value)


class JsonField(peewee.TextField):
    """A structure kept as the text that orjson writes."""

    def db_value(self, value: Any) -> str:
        """What is kept of a structure."""
        return json_kept(value)

    def python_value(self, value: Any) -> Any:
        """The structure that was kept."""
        return json_of(value)
