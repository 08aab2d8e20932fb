"""Warnings that the text accepts with a reason are not told."""

from collections.abc import Iterable, Iterator, Mapping

from engine.definitions import Acceptance, Group, Part, Procedure, Section, Step
from engine.fields import Field, Grid, listed_in
from engine.source import Diagnostic, Severity, Span

# What comes after the name of a place in the name of what is inside it.
INSIDE = (".", "=", "[")


def not_accepted(found: Iterable[Diagnostic], procedure: Procedure | None) -> Iterator[Diagnostic]:
    """What is told, without the warnings that the procedure accepts."""
    acceptances = procedure.accepted if procedure else ()
    spans = named_spans(procedure) if procedure and acceptances else {}
    for one in found:
        if not any(accepts(each, one, spans) for each in acceptances):
            yield one


def vain(found: Iterable[Diagnostic], procedure: Procedure) -> Iterator[Acceptance]:
    """The acceptances of what is never told; `found` is everything that is wrong."""
    told = tuple(found)
    spans = named_spans(procedure) if procedure.accepted else {}
    for each in procedure.accepted:
        if not any(accepts(each, one, spans) for one in told):
            yield each


def accepts(acceptance: Acceptance, told: Diagnostic, spans: Mapping[str, Span]) -> bool:
    """Whether an acceptance is about a warning; errors are never accepted."""
    if told.severity is not Severity.WARNING or told.code != acceptance.code:
        return False
    if not acceptance.at:
        return True
    place = str(told.values.get("at", ""))
    if place == acceptance.at or place.startswith(tuple(acceptance.at + one for one in INSIDE)):
        return True
    span = spans.get(acceptance.at)
    return span is not None and not place and holds(span, told.span)


def holds(outer: Span, inner: Span) -> bool:
    """Whether a piece of text stands inside another."""
    return outer.path == inner.path and outer.start <= inner.start and inner.end <= outer.end


def named_spans(procedure: Procedure) -> dict[str, Span]:
    """Where each part, field and option is written, by its dotted name."""
    found = dict(_parts((), procedure.parts))
    return {procedure.name: procedure.source.span, **found}


def _parts(prefix: tuple[str, ...], parts: Iterable[Part | Section]) -> Iterator[tuple[str, Span]]:
    for part in parts:
        here = (*prefix, part.name)
        yield ".".join(here), part.source.span
        if isinstance(part, Section):
            yield from _parts(prefix, part.parts)
        elif isinstance(part, Group):
            yield from _parts(here, part.parts)
        elif isinstance(part, Step):
            for field in part.fields:
                yield from _field(here, field)


def _field(prefix: tuple[str, ...], field: Field) -> Iterator[tuple[str, Span]]:
    place = ".".join((*prefix, field.name))
    yield place, field.source.span
    for option in listed_in(field.choices):
        yield f"{place}={option.value}", option.source.span
    for cell in field.cells if isinstance(field, Grid) else ():
        yield from _field((*prefix, field.name), cell)
