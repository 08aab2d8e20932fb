"""The rule `D520`: a payment that nobody takes."""

from collections.abc import Iterator

from engine.actions import Payment
from engine.checks.rule import Rule, _
from engine.definitions import ANYONE, SIGNED_IN, Library, Procedure, Site
from engine.source import Diagnostic


class NoProvider(Rule):
    """A procedure asks for a payment, and a site that offers it names nobody who takes payments.

        actions:
          - payment: {amount: taxe, label: Taxe de séjour}

    Write who takes the payments of the site, in its file: `payment: {provider: test}` for a
    demonstration.
    """

    code = "D520"

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The payments of procedures offered by a site without provider."""
        for definition in library.definitions.values():
            if definition.procedure is not None:
                yield from self.of(definition.procedure, library)

    def of(self, procedure: Procedure, library: Library) -> Iterator[Diagnostic]:
        """The payments of one procedure."""
        sites = [
            site.name
            for site in library.sites.values()
            if site.payment is None and site.offers(procedure.name) and concerns(procedure, site)
        ]
        for action in procedure.actions if sites else ():
            if isinstance(action, Payment):
                message = _("The site “{site}” names nobody who takes payments")
                yield self.at(action.source.span, message, site=sites[0])


def concerns(procedure: Procedure, site: Site) -> bool:
    """Whether somebody at a site may open a procedure."""
    return bool({ANYONE, SIGNED_IN, *site.profiles} & set(procedure.audience))
