"""What may stand at a place of a text that is being written, and what is there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.actions import MAILS
from engine.definitions import Library, Procedure
from engine.editing.prompting import schemas
from engine.editing.prompting.cursor import MARK, Cursor, cursor_in, plain_of
from engine.editing.prompting.names import Name, names_in
from engine.source import Position, Span

WORD = re.compile(r"[A-Za-z_][\w.-]*")
# The keys whose value is the name of something, by what it names.
NAMED = {"use": "fragments", "table": "tables", "template": "mails"}
IN_CALL = re.compile(r"\b(?:lookup|brackets)\(\s*$")


@dataclass
class Opened:
    """A text that is being written; the last of it that could be read says the names."""

    text: str
    library: Library
    procedure: Procedure | None = None


@dataclass(frozen=True)
class Where:
    """A place in a text, counted from 0, the column in code points."""

    line: int
    column: int


@dataclass(frozen=True)
class Item:
    """Something that may be written: what it is, what it means."""

    label: str
    kind: str
    meaning: str = ""


@dataclass(frozen=True)
class Answer:
    """What is said of a word, and where the word stands."""

    text: str
    span: Span


def complete(one: Opened, where: Where, language: str) -> list[Item]:
    """What may be written at a place."""
    cursor = cursor_in(one.text, where.line, where.column)
    if cursor is None:
        return []
    return [item for item in proposed(one, cursor, language) if MARK not in item.label]


def proposed(one: Opened, cursor: Cursor, language: str) -> Iterator[Item]:
    """The keys, the words, the names that may stand at the cursor."""
    data = plain_of(cursor.root)
    if cursor.key is None:
        written = keys_written(data, cursor.path)
        for key, meaning in schemas.keys_at(data, cursor.path).items():
            if key not in written:
                yield Item(key, "key", meaning)
        return
    within = re.split(r"\{\{", cursor.text)
    is_text_open = len(within) > 1 and "}}" not in within[-1]
    if is_text_open or schemas.is_expression(data, cursor.path):
        yield from expression(one, cursor, language)
        return
    if cursor.key in NAMED:
        yield from (Item(name, NAMED[cursor.key]) for name in named(one, cursor.key))
        return
    for word, meaning in schemas.words_at(data, cursor.path).items():
        yield Item(word, "word", meaning)


def expression(one: Opened, cursor: Cursor, language: str) -> Iterator[Item]:
    """The names that an expression may read."""
    if IN_CALL.search(cursor.text.removesuffix(cursor.word)):
        yield from (Item(name, "tables", table.title) for name, table in one.library.tables.items())
    for name in names_in(one.procedure, one.library, language):
        yield Item(name.name, name.kind, name.meaning)


def named(one: Opened, key: str) -> list[str]:
    """The names of what a key names."""
    known: Mapping[str, Any] = {
        "use": one.library.fragments, "table": one.library.tables, "template": MAILS,
    }  # fmt: skip
    return sorted(known[key])


def keys_written(data: Any, path: tuple[str | int, ...]) -> set[str]:
    """The keys that are written at a path already."""
    for step in path:
        data = schemas.entered(data, step)
    return set(data) if isinstance(data, dict) else set()


def word_at(text: str, where: Where) -> tuple[str, Span] | None:
    """The dotted word at a place, up to the part that is pointed at."""
    lines = text.split("\n")
    line = lines[where.line] if where.line < len(lines) else ""
    for found in WORD.finditer(line):
        if found.start() <= where.column <= found.end():
            end = line.find(".", where.column, found.end())
            last = end if end >= 0 else found.end()
            start = Position(where.line + 1, found.start() + 1)
            return line[found.start() : last], Span("", start, Position(where.line + 1, last + 1))
    return None


def hover(one: Opened, where: Where, language: str) -> Answer | None:
    """What the word at a place is: the purpose of a key, the label and the type of a name."""
    found = word_at(one.text, where)
    if found is None:
        return None
    word, span = found
    line = one.text.split("\n")[where.line]
    is_key = line[span.end.column - 1 :].lstrip("\"'").startswith(":")
    if is_key:
        told = purpose(one, where, span, word)
        return Answer(told, span) if told else None
    cursor = cursor_in(one.text, where.line, span.end.column - 1)
    if cursor is not None and cursor.key is not None:
        meaning = schemas.words_at(plain_of(cursor.root), cursor.path).get(word)
        if meaning:
            return Answer(f"**{word}**\n\n{meaning}", span)
    name = name_of(one, word, language)
    return Answer(f"**{name.name}** ({name.kind})\n\n{name.meaning}", span) if name else None


def purpose(one: Opened, where: Where, span: Span, word: str) -> str:
    """What a key is for."""
    cursor = cursor_in(one.text, where.line, span.end.column - 1)
    if cursor is None or cursor.key is not None:
        return ""
    found = schemas.keys_at(plain_of(cursor.root, word), cursor.path).get(word, "")
    return f"**{word}**\n\n{found}" if found else ""


def name_of(one: Opened, word: str, language: str) -> Name | None:
    """The name that a word is, or that it begins with."""
    known = {name.name: name for name in names_in(one.procedure, one.library, language)}
    parts = word.split(".")
    starts = (".".join(parts[:number]) for number in range(len(parts), 0, -1))
    return next((known[start] for start in starts if start in known), None)
