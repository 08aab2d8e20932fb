"""The values that sites give to the parameters of procedures."""

from collections.abc import Iterator

from engine.definitions import Library, Site
from engine.definitions.site_scopes import places_of_site
from engine.definitions.words import Parameter
from engine.expressions import DECIMAL, INTEGER, Type

ROOT = "parameters."


def parameters_at(site: Site, library: Library) -> Iterator[tuple[str, str, Parameter]]:
    """The parameters of the procedures that a site offers: procedure, name, value."""
    for definition in library.definitions.values():
        procedure = definition.procedure
        if procedure is not None and site.offers(procedure.name):
            for name, value in procedure.parameters.items():
                yield procedure.name, name, value


def read_by_site(site: Site, library: Library) -> set[str]:
    """The parameters that the texts of a site read themselves."""
    places = places_of_site(site, library)
    return {
        name.removeprefix(ROOT)
        for place in places
        for name in place.syntax.names
        if name.startswith(ROOT)
    }


def fits_parameter(given: Type, wanted: Type) -> bool:
    """Whether a value of one type may stand where one of another was written."""
    return given == wanted or (given == INTEGER and wanted == DECIMAL)
