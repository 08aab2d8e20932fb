"""The pages of types: of fields, actions and blocks; an index with a line each, a page each."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.cli.manual.examples import example_of
from engine.cli.manual.related import see_also
from engine.cli.manual.words import (
    cell,
    doc_of,
    first_sentence,
    key_table,
    page,
    prose,
    titled,
)
from engine.fields import Field
from engine.i18n import gettext
from engine.source.spec import keys_of

ABOVE = "../"
SHARED = "Keys of all of them"


@dataclass(frozen=True)
class Chapter:
    """Types of one kind: the name of its pages, its title, and how a type is written.

    `base` holds the keys that all have. `mark` finds a type in a hand-written page. `more` are the
    parts that the types are made of.
    """

    name: str
    title: str
    types: Mapping[str, type]
    base: type | None
    written: str
    mark: str
    more: tuple[type, ...] = ()

    @property
    def shared(self) -> frozenset[str]:
        """The keys that all the types have."""
        return frozenset(keys_of(self.base)) if self.base else frozenset()


def type_pages(chapter: Chapter) -> Iterator[tuple[str, str]]:
    """The index of a chapter, then the page of each type."""
    yield f"{chapter.name}.md", index_page(chapter)
    for name, kind in chapter.types.items():
        yield f"{chapter.name}/{name}.md", type_page(chapter, name, kind)


def index_page(chapter: Chapter) -> str:
    """A line for each type, then the keys that all have and the parts they are made of."""
    rows = [
        f"| [`{name}`]({chapter.name}/{name}.md) | {cell(first_sentence(doc_of(kind)))} |"
        for name, kind in chapter.types.items()
    ]
    table = "\n".join(["| Written | What it is |\n|---|---|", *rows])
    shared = f"## {SHARED}\n\n{key_table(chapter.base)}" if chapter.shared and chapter.base else ""
    more = [f"## {titled(one)}\n\n{doc_of(one)}\n\n{key_table(one)}" for one in chapter.more]
    return page(chapter.title, table, shared, *more)


def type_page(chapter: Chapter, name: str, kind: type) -> str:
    """What a type is for, an example, its keys, what it says when it refuses, where it is used."""
    return page(
        f"`{name}`",
        prose(doc_of(kind), ABOVE),
        f"Written `{chapter.written.format(name=name)}`.",
        example_of(chapter.name, name),
        keys_section(chapter, kind),
        messages_section(kind),
        see_also(chapter.mark.format(name=re.escape(name))),
        f"[{chapter.title}]({ABOVE}{chapter.name}.md): all of them.",
    )


def keys_section(chapter: Chapter, kind: type) -> str:
    """The keys of a type, and where those that all have are said."""
    own = key_table(kind, chapter.shared)
    link = f"[those of all of them]({ABOVE}{chapter.name}.md#{SHARED.lower().replace(' ', '-')})"
    if not chapter.shared:
        return f"## Keys\n\n{own}" if own else ""
    if not own:
        return f"## Keys\n\nIt has no key of its own, only {link}."
    return f"## Keys\n\n{own}\n\nIt has {link} too."


def messages_section(kind: Any) -> str:
    """What a field says when it refuses an answer, in both languages."""
    said = getattr(kind, "messages_by_key", {})
    if not said or not issubclass(kind, Field):
        return ""
    rows = [
        f"| `{key}` | {cell(text)} | {cell(gettext('fr', text, **kept(text)))} |"
        for key, text in said.items()
    ]
    head = "## Messages\n\nReworded by `messages:`, with these keys.\n\n"
    return head + "\n".join(["| Key | In English | In French |\n|---|---|---|", *rows])


def kept(text: str) -> dict[str, str]:
    """The names in braces of a text, each standing for itself."""
    return {name: f"{{{name}}}" for name in re.findall(r"\{(\w+)\}", text)}
