"""The rule `D608`: a test holds a secret."""

from collections.abc import Iterator

from engine.checks.in_tests import every_answer
from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic


class SecretInTest(Rule):
    """A test answers a password or a code: whoever reads the definition would know it.

        answers: {mot_de_passe: azerty}

    Take the answer away: something is made up in its place when the test is run.
    """

    code = "D608"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The answers of tests to fields that are secret."""
        for test in subject.procedure.tests:
            for one in every_answer(subject.procedure, test):
                if one.field is not None and one.field.is_secret:
                    message = _("“{name}” is a secret: a test holds none")
                    yield self.at(one.span, message, name=one.name)
