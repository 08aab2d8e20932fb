"""The rule `D302`: a condition that a condition around it says already."""

from collections.abc import Iterator

from engine.checks.nesting import joined, nested_conditions
from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic, Severity


class RedundantCondition(Rule):
    """A condition is always true where it stands: one around it says as much.

        - step: enfants
          when: nombre > 2
          fields:
            - {field: ecole, type: text, label: École, when: nombre > 1}

    Remove it, or look at which of the two is meant.
    """

    code = "D302"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The inner conditions that are always true where they stand."""
        for nested in nested_conditions(subject):
            conditions = [*nested.outer, nested.inner]
            is_said = nested.outer and joined(conditions, nested.place, "not ") is not None
            if is_said and joined(conditions, nested.place) is None:
                message = _("This is always true here: a condition around it says it already")
                yield self.at(nested.inner.span, message)
