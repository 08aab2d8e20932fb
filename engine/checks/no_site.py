"""The rule `D113`: no site."""

from collections.abc import Iterator

from engine.checks.rule import Rule, _
from engine.definitions import Library
from engine.source import Diagnostic, Position, Span

SITES = Span("sites", Position(1, 1), Position(1, 1))


class NoSite(Rule):
    """There is no site: nobody answers for the procedures, so that none can be opened.

    Write `sites/<name>.yaml`, with the name of the site and its service: name, postal address,
    e-mail, telephone.
    """

    code = "D113"

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The lack of a site, unless one is there with mistakes of its own."""
        if not library.sites and not any(each.span.path for each in library.diagnostics):
            yield self.at(SITES, _("There is no site: write one in the folder “sites”"))
