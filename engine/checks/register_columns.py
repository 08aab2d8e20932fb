"""The rule `D160`: a register that cannot fill its group."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.definitions import Group, RegisterImport, Step
from engine.fields import Field, Files
from engine.source import Diagnostic


class RegisterColumns(Rule):
    """The columns of a register are not those of the group, or lack an answer that is required.

        import: {columns: {arivee: Arrivée, depart: Départ}}

    Write the name of each field of the group, with the heading of its column; the nearest is told.
    What is not typed in one control, as a file or a person, cannot be in a column. Here,
    `import: {columns: {arrivee: Arrivée, depart: Départ}}`.
    """

    code = "D160"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The faults of each register."""
        for outer, group in subject.procedure.all_groups():
            if group.register is not None:
                yield from self.of(group, group.register, outer)

    def of(
        self, group: Group, register: RegisterImport, outer: Group | None
    ) -> Iterator[Diagnostic]:
        """The faults of one register."""
        if outer is not None or group.count is not None:
            message = _("Only a group outside of others and without “count” can be imported")
            yield self.at(register.source.span, message)
        span = register.source.at("columns")
        fields = {one.name: one for step in group.steps if isinstance(step, Step)
                  for one in step.fields}  # fmt: skip
        for name in register.columns:
            if name not in fields:
                known = [one.name for one in fields.values() if is_column(one)]
                yield self.near(span, _("The group has no field “{name}”"), name, known)
            elif not is_column(fields[name]):
                yield self.at(span, _("“{name}” cannot be in a column"), name=name)
        yield from self.lacking(group, register)

    def lacking(self, group: Group, register: RegisterImport) -> Iterator[Diagnostic]:
        """What every item must answer and that no column holds."""
        span = register.source.at("columns")
        for step in group.steps:
            if not isinstance(step, Step) or step.when is not None:
                continue
            for field in step.fields:
                asked = field.is_asked and field.when is None and field.optional is False
                if asked and field.default is None and field.name not in register.columns:
                    yield self.at(span, _("A column is missing for “{name}”"), name=field.name)


def is_column(field: Field) -> bool:
    """Whether an answer can be in one cell."""
    return field.is_asked and not (field.parts or field.is_secret or isinstance(field, Files))
