"""The rule `D702`: a site that nobody can telephone."""

from collections.abc import Iterator

from engine.checks.rule import Rule, _
from engine.definitions import Library
from engine.source import Diagnostic

LEAST_DIGITS = 3


class ServicePhone(Rule):
    """The telephone of the service of a site is no number: a person who cannot sign in calls it, so
    that the site cannot be published without one.

        service: {phone: à venir, …}

    Write a number that can be dialled: `phone: 01 00 00 00 00`.
    """

    code = "D702"

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The telephones that cannot be dialled."""
        for site in library.sites.values():
            phone = site.service.phone
            if phone.strip() and sum(one.isdigit() for one in phone) < LEAST_DIGITS:
                message = _(
                    "“{phone}” cannot be dialled: a site is not published without telephone"
                )
                yield self.at(site.service.source.at("phone"), message, phone=phone)
