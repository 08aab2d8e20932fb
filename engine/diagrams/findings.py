"""What is wrong with a definition, by the part that it is about, to be marked on its picture."""

from collections.abc import Iterable, Iterator, Mapping

from engine.checks import sentence
from engine.definitions.model import Exit, Group, Procedure, Section, Step
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.source import Diagnostic, Span

# Where what is about no part is marked.
BEGINNING = "-start"
Parts = Iterable[Step | Group | Exit | Section]


def by_part(
    procedure: Procedure, diagnostics: Iterable[Diagnostic], language: str
) -> Mapping[str, tuple[str, ...]]:
    """Sentences with their codes, by the anchor of the innermost part that holds the fault."""
    spans = tuple(_spans(procedure.parts, ()))
    found: dict[str, tuple[str, ...]] = {}
    for one in diagnostics:
        anchors = [anchor for span, anchor in spans if _holds(span, one.span)]
        anchor = anchors[-1] if anchors else BEGINNING
        words = sentence(one, language)
        said = gettext(language, _("{code}: {sentence}"), code=one.code, sentence=words)
        found[anchor] = (*found.get(anchor, ()), said)
    return found


def anchor_of(part: Step | Group | Exit | Section, prefix: tuple[str, ...]) -> str:
    """What a part is called in a picture: its place; a section may share the name of a step."""
    place = ".".join((*prefix, part.name))
    return f"{place}-section" if isinstance(part, Section) else place


def _spans(parts: Parts, prefix: tuple[str, ...]) -> Iterator[tuple[Span, str]]:
    """Where parts stand, those around before those inside."""
    for part in parts:
        yield part.source.span, anchor_of(part, prefix)
        if isinstance(part, Group):
            yield from _spans(part.parts, (*prefix, part.name))
        elif isinstance(part, Section):
            yield from _spans(part.parts, prefix)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.path == inner.path and outer.start <= inner.start < outer.end
