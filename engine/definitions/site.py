"""A body that offers procedures, and what its accounts know of a person."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from engine.definitions.words import Parameter
from engine.source.spec import Written, spec, written


@dataclass(frozen=True, kw_only=True)
class Service:
    """Who answers for the procedures: what a receipt must say (CRPA R112-11-1)."""

    name: str = spec("The name of the service")
    address: tuple[str, ...] = spec("Its postal address, line by line")
    email: str = spec("Its e-mail address")
    phone: str = spec("Its telephone number")
    hours: str = spec("When it answers", default="")
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class Theme:
    """The colours of a site; `accent_ink` is written on `accent`."""

    accent: str = spec("The colour of buttons and links, as `#0b5e63`", default="#0b5e63")
    accent_ink: str = spec("The colour of a text on it", default="#ffffff")
    radius: str = spec("How round corners are", default="6px")
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class Site:
    """A body or collectivity: its names, its service, its look."""

    name: str = spec("The name of the site, in files", key="site")
    title: str = spec("What a person reads at the top of each page")
    service: Service = spec("Who answers")
    hosts: tuple[str, ...] = spec("Its host names", default=())
    links: Mapping[str, str] = spec("Addresses elsewhere, by name", default={})
    theme: Theme = spec("Its colours", default=Theme())
    parameters: Mapping[str, Parameter] = spec(
        "Values that override those of procedures", default={}
    )
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What an account knows about a person: lists of records, by name, columns typed."""

    lists: Mapping[str, Mapping[str, str]] = spec(
        "The lists, as `personnes: {nom: text}`", key="profile"
    )
    source: Written = written()


def record_of(written_record: Any) -> dict[str, Any]:
    """What expressions read of a record that authors write: its texts, its keys, its parts."""
    found: dict[str, Any] = {}
    for attribute in fields(written_record):
        value = getattr(written_record, attribute.name)
        if isinstance(value, str):
            found[attribute.name] = value
        elif isinstance(value, Mapping):
            found[attribute.name] = dict(value)
        elif is_dataclass(value):
            found[attribute.name] = record_of(value)
    return found
