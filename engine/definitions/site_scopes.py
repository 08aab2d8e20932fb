"""Which names each expression and text of a site may read."""

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any

from engine.blocks import RecordList
from engine.definitions.library import Library
from engine.definitions.model import ANYONE
from engine.definitions.scopes import Place, record_type, type_of
from engine.definitions.site import Site
from engine.expressions import TEXT, Choice, Record, Scope, Syntax, Type
from engine.expressions.texts import ANY, Text
from engine.source.spec import keys_of


def places_of_site(site: Site, library: Library) -> Iterator[Place]:
    """Every expression and text of the site, each with its scope."""
    yield from places_in(site, site_names(site, library), library)


def profiles_of(site: Site, library: Library) -> tuple[str, ...]:
    """The names of the profiles that accounts of the site may have."""
    procedures = (one.procedure for one in library.definitions.values())
    meant = [name for one in procedures if one and site.offers(one.name) for name in one.audience]
    return tuple(name for name in dict.fromkeys([*site.profiles, *meant]) if name != ANYONE)


def site_names(site: Site, library: Library) -> dict[str, Type]:
    """The names that the texts of a site read: the account, its profile, the site."""
    known = Choice(profiles_of(site, library))
    return {
        "account": Record({"profile": known, "email": TEXT, "name": TEXT}),
        "profile": library.profile.type(),
        "site": record_type(site),
        "parameters": Record({name: type_of(one) for name, one in site.parameters.items()}),
    }


def places_in(record: Any, names: Mapping[str, Type], library: Library) -> Iterator[Place]:
    """The places of a record and of the records in it."""
    if isinstance(record, RecordList):
        names = {**names, "row": Record(library.profile.row_types(record.list))}
    kind: type = type(record)
    for key, attribute in keys_of(kind).items():
        yield from places_at(getattr(record, attribute.name), key, names, library)


def places_at(value: Any, key: str, names: Mapping[str, Type], library: Library) -> Iterator[Place]:
    """The places of what an author wrote under a key."""
    if isinstance(value, tuple):
        for one in value:
            yield from places_at(one, key, names, library)
    elif isinstance(value, Syntax):
        yield Place(value, Scope(names), "condition", key)
    elif isinstance(value, Text):
        for language, template in value.templates.items():
            if template.constant is None:
                where = key if language == ANY else f"{key}.{language}"
                yield Place(template, Scope(names), "text", where)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from places_in(value, names, library)
