"""The pages of functions: what each does, and what it is worth in one procedure."""

import inspect
import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from engine.cli.manual.related import see_also
from engine.cli.manual.words import cell, fenced, first_sentence, linked, page
from engine.definitions import Library, Procedure, load_library
from engine.expressions import FUNCTIONS
from engine.fields import Computed
from engine.journeys import Context, Journey, plan_of

EXAMPLES = Path("docs/authors/examples")
DAY = date(2026, 3, 12)
PREFIX = "essai_"
INTRO = """\
They are used in conditions, computed values, checks and texts. A value that is unknown makes the
result unknown, unless the page says otherwise."""
SHOWN = """\
What each is worth was worked out by [one procedure](examples/procedures/functions.yaml), with
[these answers](examples/functions.json), on 12 March 2026."""


def function_pages() -> Iterator[tuple[str, str]]:
    """The index, then the page of each function."""
    rows = [
        f"| [`{cell(one.signature)}`](functions/{name}.md)"
        f" | {cell(first_sentence(inspect.cleandoc(one.manual)))} |"
        for name, one in FUNCTIONS.items()
    ]
    table = "\n".join(["| Written | What it gives |\n|---|---|", *rows])
    yield "functions.md", page("Functions", INTRO, table, SHOWN)
    for name in FUNCTIONS:
        yield f"functions/{name}.md", function_page(name)


def function_page(name: str) -> str:
    """What a function does, an example with its value, where it is used."""
    function = FUNCTIONS[name]
    return page(
        f"`{name}`",
        f"Written `{function.signature}`.",
        linked(inspect.cleandoc(function.manual), "../"),
        example(name),
        see_also(rf"\b{name}\("),
        "[Functions](../functions.md): all of them.",
    )


def example(name: str) -> str:
    """An expression with the function, and what it is worth with the answers of the example."""
    procedure, library = read()
    syntax = next(
        one.compute
        for *_, one in procedure.all_fields()
        if isinstance(one, Computed) and one.name == PREFIX + name
    )
    roots = sorted(syntax.roots & answers().keys())
    lines = [f"{root}: {json.dumps(answers()[root], ensure_ascii=False)}" for root in roots]
    given = f"With these answers:\n\n{fenced(chr(10).join(lines))}\n\n" if lines else ""
    worth = json.dumps(values().get(PREFIX + name), ensure_ascii=False)
    tables = "".join(table_of(one) for one in library.tables if f'"{one}"' in syntax.text)
    return f"## Example\n\n{given}{tables}`{syntax.text}` is\n\n{fenced(worth, 'json')}"


def table_of(name: str) -> str:
    """A table of reference, as the example reads it."""
    text = (EXAMPLES / "tables" / f"{name}.csv").read_text(encoding="utf-8")
    return f"and the table `{name}`:\n\n{fenced(text)}\n\n"


@cache
def read() -> tuple[Procedure, Library]:
    """The procedure that has each function once, beside its tables."""
    library = load_library(EXAMPLES)
    (procedure,) = (one.procedure for one in library.definitions.values() if one.procedure)
    return procedure, library


@cache
def answers() -> dict[str, Any]:
    """The answers of the example."""
    found: dict[str, Any] = json.loads((EXAMPLES / "functions.json").read_text(encoding="utf-8"))
    return found


@cache
def values() -> dict[str, Any]:
    """What the computed fields of the example are worth."""
    journey = Journey(plan_of(*read()), answers(), Context(today=DAY))
    return journey.sent()
