"""The texts for people in a procedure."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from engine.expressions import Syntax
from engine.fields import Text

# What holds no text for people: it is not looked into.
PLAIN = (str, int, Syntax)

SEEN_ELSEWHERE = ("source", "tests", "sections")
ATTRIBUTES: dict[type, tuple[str, ...]] = {}

Keyed = tuple[str, Text]


def all_texts(record: object) -> Iterator[Keyed]:
    """Every text for people in a procedure, or in a part of it, with its key, in order."""
    if isinstance(record, tuple):
        for each in record:
            yield from all_texts(each)
        return
    for name in attributes_of(type(record)):
        value = getattr(record, name)
        if value is None or isinstance(value, PLAIN):
            continue
        if isinstance(value, Text):
            yield name, value
        elif isinstance(value, dict):
            yield from ((name, one) for one in value.values() if isinstance(one, Text))
        elif name not in SEEN_ELSEWHERE:
            yield from all_texts(value)


def attributes_of(kind: type) -> tuple[str, ...]:
    """The names of what a record holds; none for what is no record. Worked out once a class."""
    if kind not in ATTRIBUTES:
        is_record = is_dataclass(kind)
        ATTRIBUTES[kind] = tuple(one.name for one in fields(kind)) if is_record else ()
    return ATTRIBUTES[kind]


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
