"""The rule `D703`: a site that names a procedure that does not exist."""

from collections.abc import Iterator

from engine.blocks import Procedures
from engine.checks.rule import Rule, _
from engine.checks.site_parts import blocks_of, targets_of
from engine.definitions import Library, Site
from engine.source import Diagnostic, Severity, Span


class UnknownProcedure(Rule):
    """A site names a procedure that no file defines: it is left out of the page.

        - procedures: {only: [depot-de-document]}

    Write the name that stands under `procedure:` in its file. Here, `depot-de-documents`.
    """

    code = "D703"
    severity = Severity.WARNING

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The names that no procedure has."""
        defined = [one.procedure for one in library.definitions.values()]
        if None in defined:
            return  # a definition that cannot be read has a name that is not known
        known = {one.name for one in defined if one}
        for site in library.sites.values():
            for name, span in named_by(site):
                if name not in known:
                    message = _("There is no procedure “{name}”")
                    yield self.near(span, message, name, known)


def named_by(site: Site) -> Iterator[tuple[str, Span]]:
    """The procedures that a site names, each with its place."""
    yield from ((name, site.source.at("procedures")) for name in site.procedures)
    for block in blocks_of(site):
        if isinstance(block, Procedures):
            yield from ((name, block.source.at("only")) for name in block.only)
    for target in targets_of(site):
        if target.procedure:
            yield target.procedure, target.source.at("procedure")
