"""What the code says, in Markdown: docstrings, keys, links to other pages."""

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from textwrap import dedent
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from engine.analysis import RULES as OF_THE_WHOLE
from engine.blocks import Block
from engine.checks import RULES
from engine.definitions.delays import Delay
from engine.definitions.opening import OpenDay
from engine.definitions.words import Days, Parameter
from engine.expressions import Syntax
from engine.fields import Choices, Detail, Field, Text
from engine.source.nodes import Node
from engine.source.spec import is_required, keys_of, purpose_of

HEAD = "<!-- Written by `guichet docs`: change the code it comes from, not this page. -->\n"
WORDS: Mapping[Any, str] = {
    str: "text", bool: "true or false", int: "whole number", Text: "text for people",
    Syntax: "expression", Days: "duration", Parameter: "number, size or text",
    Choices: "choices", Any: "any value", Node: "any value", Field: "field", Block: "block",
    date: "day", Delay: "delay", OpenDay: "day of the year", Detail: "field",
}  # fmt: skip
CODE = re.compile(r"\bD\d{3}\b")
KEYS = "| Key | Value | What it is for |\n|---|---|---|"
CODES = frozenset(rule.code for rule in (*RULES, *OF_THE_WHOLE))


def titled(kind: type) -> str:
    """The name of a class, in words."""
    words = "".join(f" {one.lower()}" if one.isupper() else one for one in kind.__name__)
    return words.strip().capitalize()


def doc_of(kind: object) -> str:
    """A docstring without its indentation."""
    return inspect.cleandoc(getattr(kind, "__doc__", None) or "")


def first_sentence(text: str) -> str:
    """What a page is about: the first sentence of its text, on one line."""
    first = " ".join(text.partition("\n\n")[0].split())
    end = re.search(r"[.:;?](?= |$)", first)
    return first[: end.start()] + "." if end else first


def prose(text: str, above: str = "", language: str = "yaml") -> str:
    """A text of the code as Markdown: code between fences, codes with links.

    `above` leads from the page to the folder of the manual; `language` is that of the code.
    """
    parts = [
        fenced(part, language) if part.startswith("    ") else linked(part, above)
        for part in re.split(r"\n\n(?=\S)|\n\n(?=    )", text)
    ]
    return "\n\n".join(parts)


def fenced(code: str, language: str = "text") -> str:
    """A text between fences."""
    return f"```{language}\n{dedent(code).strip(chr(10))}\n```"


def linked(text: str, above: str) -> str:
    """A text whose codes of diagnostics lead to their pages."""

    def link(found: re.Match[str]) -> str:
        code = found[0]
        return f"[{code}]({above}diagnostics/{code}.md)" if code in CODES else code

    return CODE.sub(link, text)


def key_table(kind: type, without: Iterable[str] = ()) -> str:
    """The keys of a class, a line each, but for some; empty when it has none."""
    left_out, hints = set(without), get_type_hints(kind)
    rows = [
        f"| `{key}`{' (required)' if is_required(attribute) else ''}"
        f" | {words_of(hints[attribute.name])} | {purpose_of(attribute)} |"
        for key, attribute in keys_of(kind).items()
        if key not in left_out
    ]
    return "\n".join([KEYS, *rows]) if rows else ""


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


def page(title: str, *parts: str) -> str:
    """A page: its title, then its parts that say something."""

    def lines() -> Iterator[str]:
        yield f"{HEAD}\n# {title}"
        yield from (part.strip("\n") for part in parts if part.strip())

    return "\n\n".join(lines()) + "\n"


def cell(text: str) -> str:
    """A text that may stand in a table."""
    return text.replace("|", "\\|").replace("\n", " ")
