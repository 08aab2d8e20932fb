"""`guichet docs`: the pages of the manual that come from the code."""

import inspect
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import click

from engine.actions import TYPES as ACTIONS
from engine.blocks import TYPES as BLOCKS
from engine.blocks import Block, Target
from engine.checks import RULES
from engine.cli.coverage import coverage_page
from engine.definitions import (
    Attestation,
    Check,
    Driven,
    Exit,
    ExitLink,
    Fragment,
    Group,
    Procedure,
    Retention,
    Section,
    Service,
    Site,
    Step,
    Theme,
    Use,
)
from engine.definitions.content import Board, News, Page, SiteDocument, Stop, Tutorial
from engine.definitions.delays import Delay, OtherDelay
from engine.definitions.moves import Forget, Replace
from engine.definitions.opening import OpenDay, Opening
from engine.definitions.words import Days, Parameter
from engine.expressions import FUNCTIONS, Syntax
from engine.fields import TYPES as FIELDS
from engine.fields import Choices, Detail, Field, Option, ProfileChoices, TableChoices, Text
from engine.source.nodes import Node
from engine.source.spec import is_required, keys_of, purpose_of

FOLDER = Path("docs/authors")
HEAD = "<!-- Written by `guichet docs`: change the code it comes from, not this page. -->\n"
WORDS: Mapping[Any, str] = {
    str: "text", bool: "true or false", int: "whole number", Text: "text for people",
    Syntax: "expression", Days: "duration", Parameter: "number, size or text",
    Choices: "choices", Any: "any value", Node: "any value", Field: "field", Block: "block",
    date: "day", Delay: "delay", OpenDay: "day of the year", Detail: "field",
}  # fmt: skip


@click.command("docs")
@click.option("--check", is_flag=True, help="Only say whether the pages are up to date.")
def command(check: bool) -> None:
    """Write the pages of docs/authors that come from the code.

    Example: guichet docs --check
    """
    late = [name for name, text in pages().items() if kept(name) != text]
    if check and late:
        raise click.ClickException(f"run `guichet docs`: out of date: {', '.join(late)}")
    for name in late:
        (FOLDER / name).write_text(pages()[name], encoding="utf-8")
    click.echo(f"{len(pages())} pages up to date.")


def kept(name: str) -> str:
    """The page as it is now, empty when there is none."""
    path = FOLDER / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def pages() -> dict[str, str]:
    """Every page that comes from the code, by the name of its file."""
    return {
        "parts.md": parts_page(),
        "fields.md": types_page("Field types", FIELDS, "type: {name}"),
        "sites.md": sites_page(),
        "blocks.md": types_page("Blocks", BLOCKS, "- {name}: {{…}}", (Target,)),
        "actions.md": types_page("Actions", ACTIONS, "- {name}: {{…}}"),
        "coverage.md": f"{HEAD}\n{coverage_page()}",
        "functions.md": functions_page(),
        "diagnostics.md": diagnostics_page(),
    }


def parts_page() -> str:
    """The parts of a definition and their keys."""
    kinds = (
        Procedure, Step, Section, Group, Driven, Exit, ExitLink, Check, OtherDelay, Attestation,
        Retention, Option, TableChoices, ProfileChoices, Opening, Forget, Replace, Use, Fragment,
    )  # fmt: skip
    return joined("Parts of a definition", (part(kind, titled(kind)) for kind in kinds))


def sites_page() -> str:
    """A site, its parts and their keys."""
    kinds = (Site, Service, Theme, Board, Page, News, Stop, Tutorial, SiteDocument)
    return joined("Sites", (part(kind, titled(kind)) for kind in kinds))


def titled(kind: type) -> str:
    """The name of a class, in words."""
    words = "".join(f" {one.lower()}" if one.isupper() else one for one in kind.__name__)
    return words.strip().capitalize()


def types_page(
    title: str, types: Mapping[str, type], written: str, more: Iterable[type] = ()
) -> str:
    """A table of types, each with its keys; then `more` parts that they are made of."""
    return joined(
        title,
        (
            *(
                part(kind, f"`{name}`", f"Written `{written.format(name=name)}`.")
                for name, kind in types.items()
            ),
            *(part(kind, titled(kind)) for kind in more),
        ),
    )


def part(kind: type, title: str, written: str = "") -> str:
    """What one class is for, and its keys."""
    lines = [f"## {title}", "", manual(kind), ""]
    if written:
        lines += [written, ""]
    keys = keys_of(kind)
    if keys:
        hints = get_type_hints(kind)
        lines += ["| Key | Value | What it is for |", "|---|---|---|"]
        lines += [
            f"| `{key}`{' (required)' if is_required(attribute) else ''}"
            f" | {words_of(hints[attribute.name])} | {purpose_of(attribute)} |"
            for key, attribute in keys.items()
        ]
    return "\n".join(lines).rstrip() + "\n"


def words_of(wanted: Any) -> str:
    """The type of a value, in words."""
    if wanted in WORDS:
        return WORDS[wanted]
    origin, inner = get_origin(wanted), get_args(wanted)
    if origin is Literal:
        return " or ".join(f"`{one}`" for one in inner)
    if origin in (Union, UnionType):
        kinds = [one for one in inner if one is not type(None)]
        return " or ".join(dict.fromkeys(words_of(one) for one in kinds))
    if origin is tuple:
        return f"list of {words_of(inner[0])}"
    if inner:
        return f"keys with {words_of(inner[-1])}"
    return str(getattr(wanted, "__name__", wanted)).lower()


def functions_page() -> str:
    """The functions of expressions."""
    return joined(
        "Functions",
        (f"## `{one.signature}`\n\n{inspect.cleandoc(one.manual)}\n" for one in FUNCTIONS.values()),
    )


def diagnostics_page() -> str:
    """The diagnostics, by code."""
    rules = sorted(RULES, key=lambda one: one.code)
    return joined(
        "Diagnostics",
        (f"## {one.code} ({one.severity.value})\n\n{manual(type(one))}\n" for one in rules),
    )


def manual(kind: type) -> str:
    """The docstring of a class, as its page."""
    return inspect.cleandoc(kind.__doc__ or "")


def joined(title: str, parts: Iterable[str]) -> str:
    """A page of parts."""

    def all_parts() -> Iterator[str]:
        yield f"{HEAD}\n# {title}\n"
        yield from parts

    return "\n".join(all_parts())
