"""The rule `D211`: conditions that wait for each other."""

from collections.abc import Iterator, Mapping

from engine.checks.rule import Rule, Subject, _
from engine.definitions import Step
from engine.fields import Field
from engine.source import Diagnostic, Span


class Cycle(Rule):
    """Fields wait for each other, so that none of them is ever asked.

        - {field: pere, type: text, label: Père, when: mere == "Léa"}
        - {field: mere, type: text, label: Mère, when: pere == "Jean"}

    One of them must be asked first, without reading the other. The same holds of limits: `min` of
    the one and `max` of the other are written as a check instead.
    """

    code = "D211"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """Each field that waits for itself through others."""
        for _group, step in subject.procedure.all_steps():
            fields = {field.name: field for field in step.fields}
            reads = {name: reads_of(field) & fields.keys() for name, field in fields.items()}
            for name, field in fields.items():
                others = loop_from(name, reads)
                if len(others) > 1:
                    message = _("“{name}” waits for itself: {others}")
                    span = where_read(field, others[1], step)
                    yield self.at(span, message, name=name, others=" → ".join([*others, name]))


def reads_of(field: Field) -> set[str]:
    """The names that must be known before the field is asked and judged."""
    syntaxes = [field.when, *(getattr(field, key) for key in field.limit_names)]
    return {name for syntax in syntaxes if syntax is not None for name in syntax.roots}


def loop_from(name: str, reads: Mapping[str, set[str]]) -> list[str]:
    """The shortest way from `name` back to itself, without its end; empty when there is none."""
    ways = [[name]]
    seen: set[str] = set()
    for way in ways:
        for following in sorted(reads[way[-1]]):
            if following == name:
                return way
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []


def where_read(field: Field, name: str, step: Step) -> Span:
    """Where the field reads `name`."""
    for key in ("when", *field.limit_names):
        syntax = getattr(field, key)
        if syntax is not None and name in syntax.roots:
            span: Span = syntax.span
            return span
    return step.source.span
