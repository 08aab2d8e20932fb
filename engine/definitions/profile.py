"""What accounts know about persons: records and lists of records, typed like fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NewType

from engine.expressions import (
    DATE,
    DECIMAL,
    INTEGER,
    MONEY,
    MONTH,
    TEXT,
    UNKNOWN,
    YES_NO,
    Record,
    Rows,
    Type,
    Value,
)
from engine.expressions.texts import Text
from engine.expressions.types import fits
from engine.fields import TYPES as FIELDS
from engine.fields import Field
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.source.spec import Written, is_required, keys_of, spec, written

TypeName = NewType("TypeName", str)
ROOT = "profile."
ID = "id"
SIMPLE = (TEXT, INTEGER, DECIMAL, MONEY, DATE, MONTH, YES_NO)
NOT_KNOWN = _("Not known")


@cache
def column_types() -> Mapping[str, type[Field]]:
    """The types of fields that a column may have: one value, and nothing to say but a name."""
    return {name: kind for name, kind in FIELDS.items() if is_simple(kind)}


def is_simple(kind: type[Field]) -> bool:
    """Whether answers to a type of field are one plain value that may be kept."""
    record: type = kind
    needed = [one.name for one in keys_of(record).values() if is_required(one)]
    if kind.is_secret or needed != ["name"]:
        return False
    return kind(name="x").kind() in SIMPLE and not kind(name="x").parts


@dataclass(frozen=True, kw_only=True)
class Column:
    """Something that a record of the profile says. `nom: text` is short for `nom: {type: text}`."""

    type: TypeName = spec("A type of field, as `text`, `integer`, `date`, `tel`, `postal_code`")
    label: Text | None = spec("What a person reads of it; its name if not said", default=None)
    source: Written = written()

    @cached_property
    def field(self) -> Field:
        """A field of its type: it says how a value is read and shown."""
        return column_types()[self.type](name="x")

    @property
    def kind(self) -> Type:
        """The type of its value in expressions."""
        return self.field.kind()

    def value(self, kept: Any) -> Value:
        """What is kept of it as a value of expressions: unknown when blank, or of another type."""
        if kept is None or kept == "":
            return UNKNOWN
        try:
            value = self.field.value(kept)
        except (TypeError, ValueError):
            return UNKNOWN
        return value if fits(value, self.kind) else UNKNOWN

    def show(self, kept: Any, language: str) -> str:
        """What is kept of it as a person reads it."""
        if self.value(kept) is UNKNOWN:
            return str(kept) if kept or kept == 0 else gettext(language, NOT_KNOWN)
        return self.field.show(kept, language)

    def named(self, name: str, language: str) -> str:
        """What a person reads of it, `name` when the author says nothing."""
        return self.label.render({}, language) if self.label else name


Columns = Mapping[str, Column]
NO_COLUMNS: Columns = {}


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What an account knows about a person: lists of records under `profile`, such as
    `personnes: {prenom: text, nom: text}`, and records that a person has one of under `records`.

    Expressions read both after `profile.`: `profile.contact.telephone`. Every record of a list may
    have an `id`, by which it is chosen.
    """

    lists: Mapping[str, Columns] = spec(
        "The lists of records, each with its columns", key="profile", default={}
    )
    records: Mapping[str, Columns] = spec(
        "The records that there is one of, each with its columns", default={}
    )
    source: Written = written()

    def columns(self, name: str) -> Columns:
        """The columns of a list or of a record, none when there is no such thing."""
        return self.lists.get(name) or self.records.get(name) or NO_COLUMNS

    def row_types(self, name: str) -> Mapping[str, Type]:
        """What expressions read of one record of a list."""
        return {key: one.kind for key, one in self.columns(name).items()}

    def type(self) -> Record:
        """What expressions read of the whole, as `profile`."""
        lists: dict[str, Type] = {name: Rows(self.row_types(name)) for name in self.lists}
        records = {
            name: Record({key: one.kind for key, one in columns.items()})
            for name, columns in self.records.items()
        }
        return Record({**lists, **records})

    def known(self, details: Mapping[str, Any]) -> dict[str, Value]:
        """What an account knows, as values of expressions."""
        found: dict[str, Value] = {}
        for name, columns in self.lists.items():
            rows = details.get(name)
            if isinstance(rows, list):
                found[name] = [values(one, columns) for one in rows if isinstance(one, Mapping)]
        for name, columns in self.records.items():
            record = details.get(name)
            if isinstance(record, Mapping):
                found[name] = values(record, columns)
        return found

    def paths(self) -> list[str]:
        """The places of records where an answer may be kept, as `profile.contact.telephone`."""
        return [
            f"{ROOT}{name}.{column}" for name, columns in self.records.items() for column in columns
        ]

    def record_at(self, path: str) -> Columns:
        """The columns of the record at a path, as `profile.contact`, none when there is none."""
        return self.records.get(path.removeprefix(ROOT), NO_COLUMNS)

    def column_at(self, path: str) -> Column | None:
        """The column of a record at a path, None when there is none."""
        name, _dot, column = path.removeprefix(ROOT).partition(".")
        return self.records.get(name, NO_COLUMNS).get(column)


def values(record: Mapping[str, Any], columns: Columns) -> dict[str, Value]:
    """What is known of a record, by column; its `id` too."""
    return dict(known_of(record, columns))


def known_of(record: Mapping[str, Any], columns: Columns) -> Iterator[tuple[str, Value]]:
    """The columns of a record that are known, with their values."""
    if record.get(ID):
        yield ID, str(record[ID])
    for name, column in columns.items():
        value = column.value(record.get(name))
        if value is not UNKNOWN:
            yield name, value
