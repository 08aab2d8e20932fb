"""The rule `D117`: an answer of another type than what the account keeps."""

from collections.abc import Iterator

from engine.actions import RequestChange
from engine.checks.rule import Rule, Subject, _
from engine.definitions import Column
from engine.expressions import Type, infer
from engine.fields import Field
from engine.source import Diagnostic

ANY_TEXT = ("text", "textarea")


class KeptType(Rule):
    """An answer is of another type than the column of the account that would keep it.

        - {field: naissance, type: text, label: Date de naissance, save_to: profile.identite.ne_le}

    Give the field the type that `forms/profile.yaml` gives the column. Here, `date`.
    """

    code = "D117"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The fields and the values that do not fit their column."""
        for *_place, field in subject.procedure.all_fields():
            column = None if field.parts else subject.library.profile.column_at(field.save_to)
            if column is not None and not fits_column(field, column):
                message = _("The account keeps this as: {wanted}")
                yield self.at(field.source.at("save_to"), message, wanted=column.type)
        for action in subject.procedure.actions:
            if isinstance(action, RequestChange):
                yield from self.requested(action, subject)

    def requested(self, action: RequestChange, subject: Subject) -> Iterator[Diagnostic]:
        """The values of a change asked for."""
        columns = subject.library.profile.columns(action.list)
        scopes = {id(place.syntax): place.scope for place in subject.places}
        for name, value in action.values.items():
            kind = infer(value, scopes[id(value)])[0] if name in columns else None
            if kind is not None and family(kind) not in {family(columns[name].kind), "any"}:
                message = _("The account keeps this as: {wanted}")
                yield self.at(value.span, message, wanted=columns[name].type)


def fits_column(field: Field, column: Column) -> bool:
    """Whether the answers to a field are what a column keeps: any text, or the same type."""
    if column.type in ANY_TEXT:
        return family(field.kind()) == "text"
    return field.type_name == column.type


def family(kind: Type) -> str:
    """What a type is for an account: an option chosen is kept as a text."""
    return "text" if kind.family == "choice" else kind.family
