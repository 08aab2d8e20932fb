"""The rule `D214`: an answer that may not be there where it is used."""

from collections.abc import Iterator

from engine.checks.asking import askings
from engine.checks.loose_answers import expressions_of, find, is_guarded, is_loose
from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic, Severity


class MayBeUnknown(Rule):
    """A text or a limit uses an answer that may not be there: it is optional, asked under a
    condition, or asked on the same page. The text would show “…”, the limit would not hold.

        - {field: enfant, type: text, label: Prénom, optional: true}
        …
        title: L'école de {{ enfant }}

    Say what is shown otherwise: `{{ enfant if answered(enfant) else "votre enfant" }}`, or put
    what uses the answer under the same condition.
    """

    code = "D214"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The uses of answers that may not be there, which nothing guards."""
        asked = askings(subject.procedure)
        for place in subject.places:
            if place.wanted in {"condition", "any"} or place.key == "default":
                continue
            for syntax in expressions_of(place):
                for name in sorted(syntax.names):
                    found = find(name, place, asked)
                    if found is not None and is_loose(found, place) and not is_guarded(syntax):
                        message = _("“{name}” may have no answer here: say what stands for it")
                        yield self.at(syntax.span, message, name=found.field.name)
