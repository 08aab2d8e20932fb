"""The rule `D501`: what the receipt must say by law and cannot."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.definitions import Library, Procedure
from engine.source import Diagnostic

WANTED = ("name", "address", "email", "phone")


def lacking(procedure: Procedure) -> Iterator[str]:
    """The keys that the receipt of a request needs and that are not written."""
    if procedure.silence is None:
        if "silence" not in procedure.source.keys:
            yield "silence"
        return
    is_wanted = procedure.silence != "none" or bool(procedure.delays)
    if is_wanted and procedure.delay is None and "delay" not in procedure.source.keys:
        yield "delay"
    is_said = procedure.appeal is not None or "appeal" in procedure.source.keys
    if procedure.silence == "rejection" and not is_said:
        yield "appeal"


class ReceiptContents(Rule):
    """The receipt would lack what the law wants on it (CRPA L112-11, R112-11-1).

        service: {name: "", address: [], email: service@demo.test, phone: 01 00 00 00 00}

    A site says the name, postal address, e-mail and telephone of its service. A `nature: demande`
    also says what silence means (`silence: acceptance`, `rejection` or `none`), after how long
    (`delay: 2 months`; `delays` are for some requests only), and, when it means rejection, how to
    appeal (`appeal`).
    """

    code = "D501"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """What a request does not say of the decision on it."""
        procedure = subject.procedure
        if procedure.nature != "demande":
            return
        for key in lacking(procedure):
            message = _("The receipt of a “demande” must say this: write “{key}”")
            yield self.at(procedure.source.at("nature"), message, key=key)

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The sites whose service does not say all that a receipt must."""
        for site in library.sites.values():
            for key in WANTED:
                value = getattr(site.service, key)
                if not "".join(value).strip():
                    message = _("A receipt must say this of the service: “{key}”")
                    yield self.at(site.service.source.at(key), message, key=key)
