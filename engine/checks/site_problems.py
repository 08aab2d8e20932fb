"""What is wrong with the expressions and the texts of sites."""

from collections.abc import Iterator

from engine.checks.findings import problems_at
from engine.definitions import Library
from engine.definitions.site_scopes import places_of_site
from engine.expressions import Problem


def problems_of_sites(library: Library) -> Iterator[Problem]:
    """Everything wrong with the expressions of sites, found by reading them and by typing them."""
    yield from library.problems
    for site in library.sites.values():
        for place in places_of_site(site, library):
            yield from problems_at(place)
