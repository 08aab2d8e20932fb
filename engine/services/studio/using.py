"""Which procedures use a fragment."""

from collections.abc import Mapping

from engine.definitions.bundles import unbundled
from engine.services.desk import Desk


def procedures_with(desk: Desk) -> Mapping[str, tuple[str, ...]]:
    """The names of the procedures that are read with each fragment, by its name."""
    found: dict[str, list[str]] = {}
    for definition in desk.catalogue.library.definitions.values():
        if definition.procedure is None or definition.bundle == definition.text:
            continue
        _own, fragments = unbundled(definition.bundle)
        for name in fragments:
            found.setdefault(name, []).append(definition.procedure.name)
    return {name: tuple(sorted(names)) for name, names in found.items()}
