"""What is asked where, and under which conditions."""

from dataclasses import dataclass

from engine.definitions import Group, Procedure, Step, conditions_of
from engine.expressions import Syntax
from engine.fields import Field


@dataclass(frozen=True)
class Asked:
    """A field with what holds it."""

    group: Group | None
    step: Step
    field: Field
    outer: Group | None = None

    @property
    def conditions(self) -> tuple[Syntax, ...]:
        """The conditions under which it is asked, the outermost first."""
        parts = [one for one in (self.outer, self.group, self.step) if one is not None]
        around = [condition for part in parts for condition in conditions_of(part)]
        return (*around, self.field.when) if self.field.when is not None else tuple(around)

    @property
    def is_loose(self) -> bool:
        """Whether it may have no answer once its step is passed."""
        return self.field.optional is not False or bool(self.conditions)


Askings = dict[tuple[str, str], Asked]


def askings(procedure: Procedure) -> Askings:
    """What asks for each answer, by the name of its group (empty outside) and its own."""
    outer = {id(group): around for around, group in procedure.all_groups()}
    return {
        (group.name if group else "", field.name): Asked(group, step, field, outer.get(id(group)))
        for group, step, field in procedure.all_fields()
    }
