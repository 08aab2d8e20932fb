"""The rule `D212`: a default that would be refused."""

from collections.abc import Iterator

from engine.checks.known_values import Known, is_less, known_before, value_of
from engine.checks.rule import Rule, Subject, _
from engine.expressions import Syntax, Value
from engine.expressions.matching import compiled_form
from engine.fields import Field, ListedChoices
from engine.source import Diagnostic, Span, nearest


class RefusedDefault(Rule):
    """The answer proposed at first is one that the field refuses.

        - {field: nombre, type: integer, label: Nombre, min: 1, default: "0"}

    Propose an answer within the limits, the value of an option, or nothing.
    """

    code = "D212"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The defaults out of bounds, or that are no option."""
        environments = list(known_before(subject.procedure, subject.library))
        for *_place, field in subject.procedure.all_fields():
            if field.default is not None:
                found = (self.refused(field, field.default, known) for known in environments)
                yield from [each for each in found if each is not None][:1]

    def refused(self, field: Field, default: Syntax, known: Known) -> Diagnostic | None:
        """Why the default of a field would be refused, None when it would not."""
        value = value_of(default, known)
        if isinstance(field.choices, ListedChoices):
            return self.no_option(field.choices, value, default.span)
        size = len(value) if isinstance(value, str) else value
        low, high = ("min_length", "max_length") if isinstance(value, str) else ("min", "max")
        least = value_of(getattr(field, low, None), known)
        most = value_of(getattr(field, high, None), known)
        if is_less(size, least) or is_less(most, size):
            message = _("The default is out of the limits of the field")
            return self.at(default.span, message)
        return self.of_another_form(field, value, default.span)

    def of_another_form(self, field: Field, value: Value, span: Span) -> Diagnostic | None:
        """What to say of a default that the pattern of the field refuses."""
        pattern = getattr(field, "pattern", "")
        form = compiled_form(pattern) if pattern else None
        if form is None or not isinstance(value, str) or form.fullmatch(value):
            return None
        return self.at(span, _("The default does not have the form that “pattern” asks for"))

    def no_option(self, choices: ListedChoices, value: Value, span: Span) -> Diagnostic | None:
        """What to say of a default that is no option."""
        known = [option.value for option in choices.options]
        if not isinstance(value, str) or value in known:
            return None
        message = _("The default “{name}” is not one of the options")
        return Diagnostic(
            self.code, self.severity, span, message, {"name": value}, nearest(value, known)
        )
