"""The rule `D707`: two parts of a site with one name."""

from collections.abc import Iterator

from engine.checks.rule import Rule, _
from engine.checks.site_parts import boards_of
from engine.definitions import Library, Site
from engine.source import Diagnostic, Span


class SameSitePart(Rule):
    """Two pages, news, stops, tutorials or documents of a site have one name, or two blocks of a
    page do: only one of them could be reached.

        pages:
          - {page: contact, title: Contact}
          - {page: contact, title: Échanges}

    Give each its own name.
    """

    code = "D707"

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The names that are taken."""
        for site in library.sites.values():
            for names in named_parts(site):
                seen: set[str] = set()
                for name, span in names:
                    if name in seen:
                        yield self.at(span, _("The name “{name}” is already taken"), name=name)
                    seen.add(name)


def named_parts(site: Site) -> Iterator[list[tuple[str, Span]]]:
    """The names that must differ, list by list."""
    yield [(one.name, one.source.at("page")) for one in site.pages]
    yield [(one.name, one.source.at("news")) for one in site.news]
    yield [(one.name, one.source.at("stop")) for one in site.tour]
    yield [(one.name, one.source.at("tutorial")) for one in site.tutorials]
    yield [(one.name, one.source.at("document")) for one in site.documents]
    for board in boards_of(site):
        yield [(one.name, one.source.at("name")) for one in board.blocks if one.name]
