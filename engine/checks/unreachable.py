"""The rule `D301`: what can never be reached."""

import ast
from collections.abc import Iterator

from engine.checks.asking import askings
from engine.checks.nesting import Nested, joined, nested_conditions
from engine.checks.rule import Rule, Subject, _
from engine.expressions import Syntax
from engine.source import Diagnostic


class Unreachable(Rule):
    """Conditions one inside the other exclude each other: what they decide is never shown.

        - step: enfants
          when: situation == "parent"
          fields:
            - {field: garde, type: yes_no, label: Garde alternée, when: situation == "seul"}

    Correct one of the two. The conditions of the answers that a condition needs count as well.
    """

    code = "D301"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The inner conditions that can never be true where they stand."""
        asked = askings(subject.procedure)
        for nested in nested_conditions(subject):
            group = nested.place.group.name if nested.place.group is not None else ""
            needed = [
                condition
                for name in sorted(needed_by(nested.inner))
                for found in (asked.get((group, name)) or asked.get(("", name)),)
                if found is not None and found.field is not nested.place.field
                for condition in found.conditions
            ]
            if self.excludes(nested, needed):
                message = _("This can never be true here: it excludes a condition around it")
                yield self.at(nested.inner.span, message)

    def excludes(self, nested: Nested, needed: list[Syntax]) -> bool:
        """Whether the conditions around, and those of what it needs, exclude the inner one."""
        around = [*nested.outer, *needed]
        if not around:
            return False
        return joined([*around, nested.inner], nested.place) == "contradiction"


def needed_by(condition: Syntax) -> frozenset[str]:
    """The names that must be known for the condition to be true: all of them, when nothing in
    it can do without one.
    """
    loose = (ast.Or, ast.Not, ast.IfExp, ast.Call)
    if any(isinstance(node, loose) for node in condition.nodes):
        return frozenset()
    return condition.roots
