"""The texts of a procedure that are Markdown."""

import re
from collections.abc import Iterator

from engine.checks.rule import Subject
from engine.source import Span

KEYS = frozenset({"intro", "after", "text", "next"})
HEADING = re.compile(r"^ {0,3}(#{1,6})\s+\S", re.MULTILINE)


def markdown_in(subject: Subject) -> Iterator[tuple[str, Span]]:
    """What is written in each text that is Markdown, its expressions left out, with its place."""
    for key, text in subject.texts:
        if key in KEYS:
            for template in text.templates.values():
                words = (part if isinstance(part, str) else "x" for part in template.parts)
                yield "".join(words), template.span
