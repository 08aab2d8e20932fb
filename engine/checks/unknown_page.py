"""The rule `D704`: a site that names a page, or a block, that it does not have."""

from collections.abc import Iterator

from engine.checks.rule import Rule, _
from engine.checks.site_parts import targets_of
from engine.definitions import Library
from engine.source import Diagnostic


class UnknownPage(Rule):
    """A link names a page that the site does not have, or a stop of the tour a block that the
    dashboard does not have.

        - links: {links: [{label: Contact & échanges, page: contact}]}

    Write the name of one of the `pages` of the site; for a stop, the `name` of a block, or its type
    when it has no name.
    """

    code = "D704"

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The names of pages and of blocks that are nowhere."""
        for site in library.sites.values():
            pages = {page.name for page in site.pages}
            for target in targets_of(site):
                if target.page and target.page not in pages:
                    message = _("The site has no page “{name}”")
                    yield self.near(target.source.at("page"), message, target.page, pages)
            blocks = {one.name or one.type_name for one in site.dashboard.blocks}
            for stop in site.tour:
                if stop.target and not stop.target.startswith("/") and stop.target not in blocks:
                    message = _("The dashboard has no block “{name}”")
                    yield self.near(stop.source.at("target"), message, stop.target, blocks)
