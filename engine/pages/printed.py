"""Markdown that authors write, as blocks to print: paragraphs and lists, made of runs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.expressions import UNKNOWN, Syntax, Template, Value, compiled, show
from engine.fields import Text
from engine.pages.markdown import MARK, renderer, with_marks

STYLES = {"strong": "strong", "em": "em", "code_inline": "code"}
BREAKS = {"softbreak": " ", "hardbreak": "\n"}
# Stands for a value that is not known, until what holds it is left out; nobody can type it.
NOT_KNOWN = "\ufdd0"


@dataclass(frozen=True)
class Run:
    """A piece of text in one style: plain, `strong`, `em` or `code`; `url` when it is a link."""

    text: str
    style: str = ""
    url: str = ""


@dataclass
class PrintedBlock:
    """A `paragraph`, a `title`, a `list` or a `numbered` one; each part of it is a line of runs."""

    kind: str
    parts: list[list[Run]] = field(default_factory=list)


def printed(
    text: Text | None, environment: Mapping[str, Value], language: str
) -> list[PrintedBlock]:
    """A text of an author as blocks; values are put in as texts.

    What says a value that is not known, a paragraph or an item of a list, is left out.
    """
    if text is None:
        return []
    template = text.template(language)
    values = dict(shown_values(template, environment, language))
    blocks = list(blocks_of(renderer().parse(with_marks(template)), values))
    for block in blocks:
        block.parts = [part for part in block.parts if is_known(part)]
    return [one for one in blocks if one.parts]


def is_known(part: Iterable[Run]) -> bool:
    """Whether a line says nothing that is not known."""
    return not any(NOT_KNOWN in run.text or NOT_KNOWN in run.url for run in part)


def shown_values(
    template: Template, environment: Mapping[str, Value], language: str
) -> Iterator[tuple[str, str]]:
    """What stands for each mark."""
    for number, part in enumerate(template.parts):
        if isinstance(part, Syntax):
            value = compiled(part, language)(environment)
            said = NOT_KNOWN if value is UNKNOWN else show(value, language)
            yield MARK.format(number), said


def blocks_of(tokens: Iterable[Any], values: Mapping[str, str]) -> Iterator[PrintedBlock]:
    """The blocks of a text; what is in a list is an item of it, however deep."""
    lists: list[PrintedBlock] = []
    kind = "paragraph"
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            block = PrintedBlock("list" if token.type.startswith("bullet") else "numbered")
            lists.append(block)
            yield block
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type in {"heading_open", "heading_close"}:
            kind = "title" if token.type == "heading_open" else "paragraph"
        elif token.type in {"inline", "code_block", "fence"}:
            runs = runs_of(token.children or [token], values)
            if lists:
                lists[-1].parts.append(runs)
            else:
                yield PrintedBlock(kind, [runs])


def runs_of(tokens: Sequence[Any], values: Mapping[str, str]) -> list[Run]:
    """The runs of a line."""
    styles: list[str] = []
    url, found = "", list[Run]()
    for token in tokens:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name == "link":
            url = str(token.attrs.get("href", "")) if token.nesting > 0 else ""
        elif name in {"strong", "em"}:
            styles = [*styles, name] if token.nesting > 0 else styles[:-1]
        else:
            style = STYLES.get(name) or (styles[-1] if styles else "")
            text = BREAKS.get(name, token.content)
            found.append(Run(filled(text, values), style, filled(url, values)))
    return [one for one in found if one.text]


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with what stands for its marks."""
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text
