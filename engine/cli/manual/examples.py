"""The examples of the pages: definitions kept beside the manual, or shipped; all are checked."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from engine.cli.manual.words import fenced
from engine.definitions import Definition, Library, load_library
from engine.journeys import answers_schema, plan_of

COVERAGE = Path("docs/authors/coverage")
SHIPPED = Path("forms")
SMALL = 14  # lines


@cache
def covered() -> Library:
    """The smallest definitions, one for each construct."""
    return load_library(COVERAGE)


@cache
def texts(folder: Path) -> Mapping[str, str]:
    """The files of a folder, by their path."""
    return {str(path): path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))}


def example_of(chapter: str, name: str) -> str:
    """The smallest use of a type, with where it comes from."""
    if chapter == "fields":
        return field_example(name)
    folder = SHIPPED / ("sites" if chapter == "blocks" else "procedures")
    found = [(path, part_of(text, f"- {name}:")) for path, text in texts(folder).items()]
    found = [one for one in found if one[1]]
    if not found:
        return ""
    path, text = min(found, key=lambda one: (one[1].count("\n"), len(one[1])))
    return f"## Example\n\n{fenced(text, 'yaml')}\n\nFrom `{path}`."


def field_example(name: str) -> str:
    """The smallest procedure that asks for a type of field; else the field of a shipped one."""
    small = smallest(name, covered().definitions.values())
    if small is not None:
        return f"## Example\n\n{fenced(small.text, 'yaml')}\n\n{schema_of(small, name)}"
    for path, text in texts(SHIPPED / "procedures").items():
        part = field_part(text, f"type: {name}")
        if part:
            return f"## Example\n\n{fenced(part, 'yaml')}\n\nFrom `{path}`."
    return ""


def smallest(name: str, definitions: Iterable[Definition]) -> Definition | None:
    """The shortest definition with a field of a type, its own when there is one."""
    found = [one for one in definitions if f"type: {name}" in one.text and asks(one, name)]
    own = name.replace("_", "-")
    return min(found, key=lambda one: (f"procedure: {own}\n" not in one.text, len(one.text)),
               default=None)  # fmt: skip


def asks(definition: Definition, name: str) -> bool:
    """Whether a definition has a field of a type."""
    procedure = definition.procedure
    return procedure is not None and any(
        field.type_name == name for *_, field in procedure.all_fields()
    )


def schema_of(definition: Definition, name: str) -> str:
    """What is kept of the answer, as JSON Schema; empty when nothing is, or it is long."""
    procedure = definition.procedure
    if procedure is None:
        return ""
    schema: Any = answers_schema(plan_of(procedure, covered()))
    asked = [field.name for *_, field in procedure.all_fields() if field.type_name == name]
    kept = schema.get("properties", {}).get(asked[0])
    if kept is None:
        return ""
    text = json.dumps(kept, ensure_ascii=False, indent=2)
    return f"What is kept, as JSON Schema:\n\n{fenced(text, 'json')}"


def part_of(text: str, first: str) -> str:
    """The item of a list that begins with `first`, with the lines that belong to it."""
    lines = text.splitlines()
    starts = [at for at, line in enumerate(lines) if line.strip().startswith(first)]
    if not starts:
        return ""
    return "\n".join(lines[starts[0] : end_of(lines, starts[0])])


def field_part(text: str, word: str) -> str:
    """The field in which a word stands, with the lines that belong to it."""
    lines = text.splitlines()
    at = next((at for at, line in enumerate(lines) if word in line), None)
    if at is None:
        return ""
    start = next(each for each in range(at, -1, -1) if lines[each].strip().startswith("- "))
    return "\n".join(lines[start : end_of(lines, start)])


def end_of(lines: list[str], start: int) -> int:
    """The line after the last that belongs to an item of a list."""
    depth = len(lines[start]) - len(lines[start].lstrip())
    for at in range(start + 1, len(lines)):
        line = lines[at]
        if line.strip() and len(line) - len(line.lstrip()) <= depth:
            return at
    return len(lines)
