"""The rule `D118`: an audience that no site knows."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.definitions import ANYONE, SIGNED_IN
from engine.source import Diagnostic


class UnknownAudience(Rule):
    """The procedure is for a profile that none of the sites that offer it has: nobody with that
    profile will ever open it.

        for: [particuliers]

    Write a profile of the site, `account` for whoever signed in, or `anyone`. Here,
    `for: [particulier]`.
    """

    code = "D118"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The audiences that are no profile, when a site says which profiles there are."""
        procedure = subject.procedure
        sites = [one for one in subject.library.sites.values() if one.offers(procedure.name)]
        known = {name for site in sites or subject.library.sites.values() for name in site.profiles}
        for name in procedure.audience if known else ():
            if name not in known | {ANYONE, SIGNED_IN}:
                message = _("No site that offers this has the profile “{name}”")
                span = procedure.source.at("for")
                yield self.near(span, message, name, [*known, ANYONE, SIGNED_IN])
