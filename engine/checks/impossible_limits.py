"""The rule `D213`: limits between which nothing is."""

from collections.abc import Iterator, Sequence

from engine.checks.known_values import Known, is_less, known_before, value_of
from engine.checks.rule import Rule, Subject, _
from engine.definitions import Group
from engine.fields import Field
from engine.source import Diagnostic

PAIRS = (("min", "max"), ("min_length", "max_length"))
AT_LEAST_ONE = ("max_length", "max_files", "max_total_size", "count")


class ImpossibleLimits(Rule):
    """No answer can be between the limits: the least is greater than the greatest.

        - {field: nombre, type: integer, label: Nombre, min: 10, max: 1}

    Exchange them, or correct one. A limit of zero characters, files or items lets nothing pass
    either. When a limit is a parameter, the values that sites give it count as well.
    """

    code = "D213"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The limits of fields and groups that let nothing pass."""
        limited: list[Field | Group] = [
            *(group for _outer, group in subject.procedure.all_groups()),
            *(field for *_place, field in subject.procedure.all_fields()),
        ]
        environments = list(known_before(subject.procedure, subject.library))
        for each in limited:
            yield from self.crossed(each, environments)
            yield from self.empty(each, environments)
            yield from self.turned(each)

    def crossed(self, limited: Field | Group, known: Sequence[Known]) -> Iterator[Diagnostic]:
        """The limits that cross."""
        for low, high in PAIRS:
            least, most = getattr(limited, low, None), getattr(limited, high, None)
            pairs = [(value_of(most, one), value_of(least, one)) for one in known]
            if most is not None and any(is_less(*pair) for pair in pairs):
                message = _("“{high}” is less than “{low}”: no answer can be right")
                yield self.at(limited.source.at(high), message, high=high, low=low)

    def turned(self, limited: Field | Group) -> Iterator[Diagnostic]:
        """The scales that end before they begin."""
        least, most = getattr(limited, "least", None), getattr(limited, "most", None)
        if isinstance(least, int) and isinstance(most, int) and most <= least:
            message = _("“{high}” is less than “{low}”: no answer can be right")
            yield self.at(limited.source.at("most"), message, high="most", low="least")

    def empty(self, limited: Field | Group, known: Sequence[Known]) -> Iterator[Diagnostic]:
        """The limits that let nothing pass by themselves."""
        for key in AT_LEAST_ONE:
            syntax = getattr(limited, key, None)
            if syntax is not None and any(is_less(value_of(syntax, one), 1) for one in known):
                yield self.at(syntax.span, _("“{key}” must be 1 or more"), key=key)
