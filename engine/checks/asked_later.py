"""The rule `D207`: an answer that is read before it is asked."""

from collections.abc import Iterator

from engine.checks.rule import ProblemRule, Subject, _
from engine.definitions import Group
from engine.expressions import Syntax
from engine.source import Diagnostic


class AskedLater(ProblemRule):
    """An expression reads an answer that is only asked further down, so that it is not known yet.

        - step: enfants
          title: Vos enfants
          when: situation == "parent"
        - step: situation
          title: Votre situation

    Ask the question earlier, or move what reads it after it.
    """

    code = "D207"
    kind = "later"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """What is read before it is asked, in a group through the name of the item too."""
        yield from super().check(subject)
        for place in subject.places:
            if place.group is None or place.step is None or not isinstance(place.syntax, Syntax):
                continue
            later = asked_after(place.group, place.step.name)
            for name in sorted(place.syntax.names):
                root, _dot, column = name.partition(".")
                if root == place.group.alias and column.partition(".")[0] in later:
                    message = _("“{name}” is only asked later")
                    yield self.at(place.syntax.span, message, name=name)


def asked_after(group: Group, step_name: str) -> frozenset[str]:
    """The fields of a group that are asked after one of its steps."""
    names = [step.name for step in group.steps]
    after = group.steps[names.index(step_name) + 1 :]
    return frozenset(field.name for step in after for field in step.fields)
