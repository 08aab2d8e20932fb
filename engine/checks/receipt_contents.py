"""The rule `D501`: what the receipt must say by law and cannot."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.definitions import Library
from engine.source import Diagnostic

WANTED = ("name", "address", "email", "phone")


class ReceiptContents(Rule):
    """The receipt would lack what the law wants on it (CRPA L112-11, R112-11-1).

        service: {name: "", address: [], email: service@demo.test, phone: 01 00 00 00 00}

    A site says the name, postal address, e-mail and telephone of its service. The receipt of a
    `nature: demande` also says what silence means, after how long, and how to appeal: this cannot
    be written yet, so that a `demande` cannot be published.
    """

    code = "D501"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """A nature whose receipt cannot be complete."""
        procedure = subject.procedure
        if procedure.nature == "demande":
            message = _(
                "The receipt of a “demande” must say what silence means, after how long, "
                "and how to appeal: this cannot be written yet"
            )
            yield self.at(procedure.source.at("nature"), message)

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The sites whose service does not say all that a receipt must."""
        for site in library.sites.values():
            for key in WANTED:
                value = getattr(site.service, key)
                if not "".join(value).strip():
                    message = _("A receipt must say this of the service: “{key}”")
                    yield self.at(site.service.source.at(key), message, key=key)
