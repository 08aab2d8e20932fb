"""The rule `D303`: a step with nothing on it."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.definitions import Group, Procedure, Section
from engine.source import Diagnostic


class EmptyStep(Rule):
    """A step asks nothing and says nothing, or a section, a group or the procedure has no step.

        - step: fin
          title: Terminé

    Add a field or an `intro`, or remove it.
    """

    code = "D303"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The steps without fields nor text, what should have steps and has none."""
        procedure = subject.procedure
        if subject.definition.diagnostics or subject.definition.problems:
            return  # what could not be read may have been all there was
        groups = [group for _outer, group in procedure.all_groups()]
        holders: list[Procedure | Section | Group] = [procedure, *procedure.sections, *groups]
        for each in holders:
            if not each.parts:
                yield self.at(each.source.at("steps"), _("There is no step here"))
        for _group, step in procedure.all_steps():
            if not step.fields and step.intro is None:
                message = _("The step “{name}” asks nothing and says nothing")
                yield self.at(step.source.at("step"), message, name=step.name)
