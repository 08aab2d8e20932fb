"""What is wrong with the definitions of a library, each beside the sites that offer it."""

from collections.abc import Iterable
from typing import Any

from engine.checks import check_definition
from engine.definitions import Definition, Library, Site, record_type
from engine.source import Diagnostic, Kept, Severity

CHECKED: Kept[tuple[Diagnostic, ...]] = Kept()


def checked(definition: Definition, library: Library) -> tuple[Diagnostic, ...]:
    """Everything wrong with a definition, worked out again when it or what it reads changed."""
    name = definition.procedure.name if definition.procedure else ""
    offering = [one for one in library.sites.values() if one.offers(name)]
    said = (f"{sorted(one.links)} {one.parameters} {record_type(one)}" for one in offering)
    beside = (one for named in (library.tables, library.texts) for one in named.values())
    parts = (definition, library.profile, *said, *beside)
    return CHECKED.of(definition.path, parts, lambda: check_at_sites(definition, library))


def check_at_sites(definition: Definition, library: Library) -> tuple[Diagnostic, ...]:
    """Everything wrong with a definition beside the sites that offer it.

    Sites that say the same things about themselves are looked at once.
    """
    procedure = definition.procedure
    offering = [one for one in library.sites.values() if procedure and one.offers(procedure.name)]
    shapes = {shape_of(site): site for site in reversed(offering)}
    found: dict[Any, Diagnostic] = {}
    for site in shapes.values():
        for one in check_definition(definition, library.at(site)):
            found.setdefault((one.code, one.span, one.message), one)
    return tuple(found.values()) if shapes else check_definition(definition, library)


def shape_of(site: Site) -> tuple[frozenset[str], frozenset[tuple[str, object]]]:
    """What of a site decides whether a definition is right: its links, its parameters."""
    return frozenset(site.links), frozenset(site.parameters.items())


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether one of the diagnostics is an error."""
    return any(one.severity is Severity.ERROR for one in diagnostics)
