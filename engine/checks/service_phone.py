"""The rule `D702`: a site that nobody can telephone, or write to."""

import re
from collections.abc import Iterator

from engine.checks.rule import Rule, _
from engine.definitions import Library
from engine.source import Diagnostic

LEAST_DIGITS = 3
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


class ServicePhone(Rule):
    """The telephone of the service of a site is no number, or its e-mail no address: a person who
    cannot sign in calls or writes, so that the site cannot be published without them.

        service: {phone: à venir, …}

    Write a number that can be dialled: `phone: 01 00 00 00 00`; an address as `accueil@demo.test`.
    """

    code = "D702"

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The telephones and addresses that lead nowhere."""
        for site in library.sites.values():
            phone = site.service.phone
            if phone.strip() and sum(one.isdigit() for one in phone) < LEAST_DIGITS:
                message = _(
                    "“{phone}” cannot be dialled: a site is not published without telephone"
                )
                yield self.at(site.service.source.at("phone"), message, phone=phone)
            email = site.service.email
            if email.strip() and not ADDRESS.fullmatch(email.strip()):
                message = _("“{email}” is no e-mail address")
                yield self.at(site.service.source.at("email"), message, email=email)
