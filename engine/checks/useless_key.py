"""The rule `D218`: a key that has no effect on a value that nobody types."""

from collections.abc import Iterator

from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic, Severity

OF_TYPING = ("optional", "default", "prefill", "messages", "autocomplete")
NOT_TYPED = frozenset({"computed", "note"})


class UselessKey(Rule):
    """A value that is worked out, or a note, is not typed by anybody: this key has no effect.

        - {field: total, type: computed, label: Total, compute: loyer + charges, optional: true}

    Remove it. When the value should be typed, give the field another type.
    """

    code = "D218"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The keys about typing of fields that are not typed."""
        for *_place, field in subject.procedure.all_fields():
            for key in OF_TYPING if field.type_name in NOT_TYPED else ():
                if key in field.source.keys:
                    message = _("“{key}” has no effect here: nobody types this value")
                    yield self.at(field.source.at(key), message, key=key)
