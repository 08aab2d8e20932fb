"""The texts for people in a procedure."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from engine.expressions import Syntax
from engine.fields import Text

# What holds no text for people: it is not looked into.
PLAIN = (str, int, Syntax)

Keyed = tuple[str, Text]


def all_texts(record: object) -> Iterator[Keyed]:
    """Every text for people in a procedure, or in a part of it, with its key, in order."""
    if isinstance(record, tuple):
        for each in record:
            yield from all_texts(each)
    if not is_dataclass(record) or isinstance(record, type):
        return
    for attribute in fields(record):
        value = getattr(record, attribute.name)
        if isinstance(value, Text):
            yield attribute.name, value
        elif isinstance(value, dict):
            yield from ((attribute.name, one) for one in value.values() if isinstance(one, Text))
        elif attribute.name not in ("source", "tests", "sections") and not isinstance(value, PLAIN):
            yield from all_texts(value)


def same_texts(texts: Iterable[Text | None]) -> Iterator[tuple[Text, int]]:
    """The texts that say what one before them says, each with the line of the first."""
    seen: dict[frozenset[tuple[str, str]], int] = {}
    for text in texts:
        if text is None:
            continue
        said = frozenset(
            (language, " ".join(template.text.split()).casefold())
            for language, template in text.templates.items()
        )
        if said in seen:
            yield text, seen[said]
        seen.setdefault(said, text.span.start.line)
