"""The rule `D170`: a warning is accepted that is not told."""

from collections.abc import Iterable, Iterator

from engine.checks.accepting import vain
from engine.checks.rule import Rule, _
from engine.definitions import Procedure
from engine.source import Diagnostic, Severity


class VainAcceptance(Rule):
    """A warning is accepted that is not told: it was put right since, or the name is wrong.

        accepted:
          - {code: D503, reason: Les réponses partent à l'archive}

    Take the line away. A warning can be accepted at one place only: `at` is the dotted name of a
    step, of a field, of an option, as `coordonnees.nom`.
    """

    code = "D170"
    severity = Severity.WARNING

    def among(self, found: Iterable[Diagnostic], procedure: Procedure) -> Iterator[Diagnostic]:
        """The acceptances that are about nothing of all that is wrong with a procedure."""
        for each in vain(found, procedure):
            message = _("The warning {name} is accepted here, and it is not told")
            yield self.at(each.source.at("code"), message, name=each.code)
