"""The rule `D313`: a number of items that contradicts itself."""

from collections.abc import Iterator

from engine.checks.known_values import Known, is_less, known_before, value_of
from engine.checks.rule import Rule, Subject, _
from engine.definitions import Group
from engine.source import Diagnostic

MOST_EVER = 1_000
OTHER_WAYS = ("driven", "from")


class GroupNumber(Rule):
    """A group says twice how many items it has, or wants more of them than it can have.

        - group: enfants
          count: nombre
          driven: {field: encore, label: Avez-vous un autre enfant ?}

    With `count` an answer says the number: a question after each item, or a list of the profile,
    says another. No group has more than 1000 items.
    """

    code = "D313"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The groups whose number cannot be."""
        known = list(known_before(subject.procedure, subject.library))
        for _outer, group in subject.procedure.all_groups():
            for key in OTHER_WAYS:
                if group.count is not None and key in group.source.keys:
                    message = _("“count” says the number already: remove it, or “{key}”")
                    yield self.at(group.source.at(key), message, key=key)
            yield from self.too_many(group, known)

    def too_many(self, group: Group, known: list[Known]) -> Iterator[Diagnostic]:
        """The bounds above what any group holds."""
        for key in ("min", "max"):
            syntax = getattr(group, key)
            if syntax is not None and any(
                is_less(MOST_EVER, value_of(syntax, one)) for one in known
            ):
                message = _("No group has more than {most} items")
                yield self.at(syntax.span, message, most=MOST_EVER)
