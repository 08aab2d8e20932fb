"""The JSON Schema of the answers of a procedure: of the text in the folder, or of a version."""

from typing import Any

from engine.definitions import Library, Procedure, load_library
from engine.errors import ConflictError, NotFoundError
from engine.journeys import answers_schema, plan_of
from engine.services.checking import check_at_sites, has_errors
from engine.services.opening import open_desk
from engine.settings import Settings


def schema_of(
    settings: Settings, name: str, version: int | None, site: str, language: str
) -> dict[str, Any]:
    """The schema; raises NotFoundError, or ConflictError for a definition with errors."""
    library = load_library(settings.forms)
    if site and site not in library.sites:
        raise NotFoundError(site)
    at = library.at(library.sites[site]) if site else library
    procedure = working(library, name) if version is None else published(settings, name, version)
    return answers_schema(plan_of(procedure, at), version, language)


def working(library: Library, name: str) -> Procedure:
    """What the folder says of a procedure."""
    for definition in library.definitions.values():
        if definition.procedure is not None and definition.procedure.name == name:
            if has_errors(check_at_sites(definition, library)):
                raise ConflictError(name)
            return definition.procedure
    raise NotFoundError(name)


def published(settings: Settings, name: str, version: int) -> Procedure:
    """What a version says."""
    desk = open_desk(settings)
    try:
        desk.catalogue.look_only()
        return desk.catalogue.procedure(name, version)
    finally:
        desk.database.close()
