"""The rule `D118`: an audience that no site knows."""

from collections.abc import Iterator

from engine.checks.rule import Rule, _
from engine.definitions import ANYONE, SIGNED_IN, Library, Procedure
from engine.source import Diagnostic


class UnknownAudience(Rule):
    """The procedure is for a profile that none of the sites that offer it has: nobody with that
    profile will ever open it.

        for: [particuliers]

    Write a profile of the site, `account` for whoever signed in, or `anyone`. Here,
    `for: [particulier]`.
    """

    code = "D118"

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The audiences that no site has among its profiles, when sites say which there are."""
        for definition in library.definitions.values():
            procedure = definition.procedure
            if procedure is not None:
                yield from self.unknown(procedure, library)

    def unknown(self, procedure: Procedure, library: Library) -> Iterator[Diagnostic]:
        """The audiences of a procedure that are a profile nowhere where it is offered."""
        offering = [one for one in library.sites.values() if one.offers(procedure.name)]
        profiles = {name for site in offering for name in site.profiles}
        known = [*sorted(profiles), ANYONE, SIGNED_IN]
        for name in procedure.audience if profiles else ():
            if name not in known:
                message = _("No site that offers this has the profile “{name}”")
                yield self.near(procedure.source.at("for"), message, name, known)
