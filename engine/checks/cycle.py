"""The rule `D211`: conditions that wait for each other."""

from collections.abc import Iterator, Mapping

from engine.checks.rule import Rule, Subject, _
from engine.definitions import Step
from engine.expressions import Syntax
from engine.fields import Computed, Field
from engine.source import Diagnostic, Span


class Cycle(Rule):
    """Fields wait for each other, so that none of them is ever asked.

        - {field: pere, type: text, label: Père, when: mere == "Léa"}
        - {field: mere, type: text, label: Mère, when: pere == "Jean"}

    One of them must be asked first, without reading the other. The same holds of limits: `min` of
    the one and `max` of the other are written as a check instead. A computed value that reads
    itself, be it through others, has no value:

        - {field: total, type: computed, label: Total, compute: base + frais}
        - {field: frais, type: computed, label: Frais, compute: percent(total, 10)}
    """

    code = "D211"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """Each field that waits for itself through others."""
        for group, step in subject.procedure.all_steps():
            alias = f"{group.alias}." if group is not None else ""
            fields = {field.name: field for field in step.fields}
            reads = {name: reads_of(field, alias) & fields.keys() for name, field in fields.items()}
            for name, field in fields.items():
                others = loop_from(name, reads)
                if len(others) > 1 or (others and isinstance(field, Computed)):
                    message = _("“{name}” waits for itself: {others}")
                    span = where_read(field, [*others, name][1], step, alias)
                    yield self.at(span, message, name=name, others=" → ".join([*others, name]))


def reads_of(field: Field, alias: str) -> set[str]:
    """The names that must be known before the field is asked and judged."""
    keys = ("when", "compute", "optional", *field.limit_names)
    syntaxes = [getattr(field, key, None) for key in keys]
    return {
        name
        for syntax in syntaxes
        if isinstance(syntax, Syntax)
        for name in roots_of(syntax, alias)
    }


def roots_of(syntax: Syntax, alias: str) -> set[str]:
    """The names that an expression reads; `alias` is what its item is called, with the dot."""
    return {name.removeprefix(alias).partition(".")[0] for name in syntax.names}


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


def where_read(field: Field, name: str, step: Step, alias: str) -> Span:
    """Where the field reads `name`."""
    for key in ("when", "compute", "optional", *field.limit_names):
        syntax = getattr(field, key, None)
        if isinstance(syntax, Syntax) and name in roots_of(syntax, alias):
            span: Span = syntax.span
            return span
    return step.source.span
