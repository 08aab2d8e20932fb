"""What is asked where, and under which conditions."""

from dataclasses import dataclass

from engine.definitions import Group, Procedure, Step
from engine.expressions import Syntax
from engine.fields import Field


@dataclass(frozen=True)
class Asked:
    """A field with what holds it."""

    group: Group | None
    step: Step
    field: Field

    @property
    def conditions(self) -> tuple[Syntax, ...]:
        """The conditions under which it is asked, the outermost first."""
        outer = (self.group.when if self.group else None, self.step.when, self.field.when)
        return tuple(condition for condition in outer if condition is not None)

    @property
    def is_loose(self) -> bool:
        """Whether it may have no answer once its step is passed."""
        return self.field.optional or bool(self.conditions)


Askings = dict[tuple[str, str], Asked]


def askings(procedure: Procedure) -> Askings:
    """What asks for each answer, by the name of its group (empty outside) and its own."""
    return {
        (group.name if group else "", field.name): Asked(group, step, field)
        for group, step, field in procedure.all_fields()
    }
