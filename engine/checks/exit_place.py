"""The rule `D311`: an exit that everybody takes, though something comes after."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.definitions import Exit, conditions_of
from engine.source import Diagnostic


class ExitPlace(Rule):
    """An exit without condition ends the way for everybody: what comes after is never reached.

        - exit: trop-court
          title: Votre séjour est trop court
          text: Cette démarche concerne les séjours de plus de 30 nuits.
        - step: adresse

    Add a `when`, or put the exit last.
    """

    code = "D311"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The exits without condition that something follows."""
        for part in subject.procedure.steps[:-1]:
            if isinstance(part, Exit) and not conditions_of(part):
                message = _("Everybody leaves here: what comes after is never reached")
                yield self.at(part.source.at("exit"), message)
