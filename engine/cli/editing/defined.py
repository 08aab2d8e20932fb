"""Where what is named at a place is written."""

import re
from pathlib import Path

from engine.cli.editing.desk import Opened
from engine.editing.prompting import Where, name_of, word_at
from engine.services.previewing import library_of
from engine.source import Position, Span
from engine.source.positions import NOWHERE


def define(one: Opened, where: Where) -> Span | None:
    """Where what is named at a place is written, None when it is nowhere."""
    found = word_at(one.text, where)
    if found is None:
        return None
    word, span = found
    before = one.text.split("\n")[where.line][: span.start.column - 1]
    key = re.search(r"(use|table):\s*[\"']?$", before)
    fragment = one.library.fragments.get(word)
    if key is not None and key[1] == "use" and fragment is not None:
        return fragment.source.span
    if word in one.library.tables and (key is not None or re.search(r"\(\s*$", before)):
        folder = library_of(one.path)
        start = Position(1, 1)
        path = (folder or Path()) / "tables" / f"{word}.yaml"
        return Span(str(path), start, start) if path.is_file() else None
    name = name_of(one, word, "fr")
    return name.span if name is not None and name.span != NOWHERE else None
