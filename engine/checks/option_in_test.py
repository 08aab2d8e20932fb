"""The rule `D606`: a test chooses an option that does not exist."""

from collections.abc import Iterator

from engine.checks.in_tests import Answer, every_answer
from engine.checks.rule import Rule, Subject, _
from engine.fields import ListedChoices
from engine.source import Diagnostic, Node, Scalar
from engine.source import Sequence as SequenceNode


class OptionInTest(Rule):
    """A test chooses an option that the field does not have.

        tests:
          - test: un envoi
            answers: {envoi: autre}
            expect: {step: nombre}

    Write the value of the option, not its label. A test that shows how a value is refused says so:
    `expect: {errors: {envoi: option}}`.
    """

    code = "D606"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The options chosen in tests that are not among those listed."""
        for test in subject.procedure.tests:
            for one in every_answer(subject.procedure, test):
                if one.name not in test.expect.errors:
                    yield from self.chosen(one)

    def chosen(self, one: Answer) -> Iterator[Diagnostic]:
        """The options chosen in one answer."""
        choices = one.field.choices if one.field else None
        if not isinstance(choices, ListedChoices):
            return
        known = [option.value for option in choices.options]
        for scalar in scalars(one.node):
            if scalar.value not in known:
                message = _("“{name}” is not one of the options")
                yield self.near(scalar.span, message, scalar.value, known)


def scalars(node: Node) -> Iterator[Scalar]:
    """The values of a list, or the one value; not `null`."""
    for one in node.items if isinstance(node, SequenceNode) else (node,):
        if isinstance(one, Scalar) and (one.quoted or one.value not in {"", "~", "null"}):
            yield one
