"""The rule `D207`: an answer that is read before it is asked."""

from collections.abc import Iterator
from dataclasses import replace

from engine.checks.rule import ProblemRule, Subject, _
from engine.definitions import Group, Place
from engine.expressions import Syntax
from engine.source import Diagnostic

_ITSELF = _("“{name}” waits for its own answer: it would never be asked")


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
        for told in super().check(subject):
            yield replace(told, message=_ITSELF) if is_of_itself(told, subject) else told
        for place in subject.places:
            if place.step is None or not isinstance(place.syntax, Syntax):
                continue
            for name in sorted(place.syntax.names):
                if is_asked_after(name, place):
                    yield self.at(place.syntax.span, _("“{name}” is only asked later"), name=name)


def is_of_itself(told: Diagnostic, subject: Subject) -> bool:
    """Whether a question is read where it is decided that it is asked."""
    return any(
        place.field is not None
        and place.key == "when"
        and place.field.name == told.values.get("name")
        and isinstance(place.syntax, Syntax)
        and place.syntax.span.start <= told.span.start <= place.syntax.span.end
        for place in subject.places
    )


def is_asked_after(name: str, place: Place) -> bool:
    """Whether a name read through the alias of an item is asked after the place, in that item."""
    root, _dot, column = name.partition(".")
    inner = (place.group, place.step)
    outer = (place.outer, place.group)
    for group, part in (inner, outer):
        if group is not None and part is not None and root == group.alias:
            return column.partition(".")[0] in asked_after(group, part.name)
    return False


def asked_after(group: Group, name: str) -> frozenset[str]:
    """The fields of a group that are asked after one of its steps, the groups that come after."""
    names = [part.name for part in group.steps]
    after = group.steps[names.index(name) + 1 :]
    return frozenset(
        one
        for part in after
        for one in ([part.name] if isinstance(part, Group) else [one.name for one in part.fields])
    )
