"""What is wrong with the definitions of a library, each beside the sites that offer it."""

from collections.abc import Iterable
from typing import Any

from engine.checks import check_definition
from engine.checks.accepting import not_accepted
from engine.definitions import Definition, Library, Site, record_type
from engine.source import Diagnostic, Kept, Severity

CHECKED: Kept[tuple[Diagnostic, ...]] = Kept()
ANALYSED: Kept[tuple[Diagnostic, ...]] = Kept()


def checked(definition: Definition, library: Library) -> tuple[Diagnostic, ...]:
    """Everything wrong with a definition, worked out again when it or what it reads changed."""
    parts = read_by(definition, library)
    return CHECKED.of(definition.path, parts, lambda: check_at_sites(definition, library))


def analysed(
    definition: Definition, library: Library, told: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    """What only all the ways through a definition show; `told` is what else is wrong with it.

    It takes a tenth of a second for most definitions, a few seconds for the largest: ask for it
    before a text is published, not each time that it is read.
    """

    def make() -> tuple[Diagnostic, ...]:
        from engine.analysis import analyse  # noqa: PLC0415 - loaded when a text is published

        site = next(iter(offering(definition, library)), None)
        at = library.at(site) if site else library
        found = analyse(definition, at, told=told).findings
        return tuple(not_accepted(found, definition.procedure))

    return ANALYSED.of(definition.path, read_by(definition, library), make)


def offering(definition: Definition, library: Library) -> list[Site]:
    """The sites that offer a definition; none when it could not be read."""
    procedure = definition.procedure
    return [one for one in library.sites.values() if procedure and one.offers(procedure.name)]


def read_by(definition: Definition, library: Library) -> tuple[object, ...]:
    """What decides whether a definition is right: itself, and what it reads of the library."""
    sites = offering(definition, library)
    said = (f"{sorted(one.links)} {one.parameters} {record_type(one)}" for one in sites)
    beside = (one for named in (library.tables, library.texts) for one in named.values())
    return (definition, library.profile, *said, *beside)


def check_at_sites(definition: Definition, library: Library) -> tuple[Diagnostic, ...]:
    """Everything wrong with a definition beside the sites that offer it.

    Sites that say the same things about themselves are looked at once.
    """
    shapes = {shape_of(site): site for site in reversed(offering(definition, library))}
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
