"""Markdown that authors write, as HTML."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from html import escape, unescape
from importlib import import_module
from typing import Any

from engine.expressions import Syntax, Template, Value, compiled, show
from engine.fields import Text

# What stands for an expression while a text is drawn: letters, so that nothing is made of it.
MARK = "zqx{}xqz"
END_OF_LINE = re.compile(r"</(?:p|li|h[1-6])>|<br ?/?>")
TAG = re.compile(r"<[^>]*>")


@cache
def renderer() -> Any:
    """The renderer, loaded when the first text needs it.

    HTML in a text stays text; addresses such as javascript: are refused by the library.
    """
    return import_module("markdown_it").MarkdownIt("commonmark", {"html": False, "breaks": False})


@lru_cache(maxsize=2048)
def as_html(text: str) -> str:
    """The HTML of a Markdown text; safe to show as it is."""
    html: str = renderer().render(text)
    return html


def in_markdown(text: Text, environment: Mapping[str, Value], language: str) -> str:
    """The HTML of a text of an author: it is drawn first, and answers are put in it as texts.

    What a person typed is never Markdown: no link, no emphasis comes of it.
    """
    template = text.template(language)
    html = as_html(with_marks(template))
    for number, part in enumerate(template.parts):
        if isinstance(part, Syntax):
            shown = show(compiled(part, language)(environment), language)
            html = html.replace(MARK.format(number), escape(shown))
    return html


def plain_lines(html: str) -> list[str]:
    """The words of HTML that our Markdown drew, a paragraph or an item of a list each."""
    parts = (unescape(TAG.sub("", part)).split() for part in END_OF_LINE.split(html))
    return [" ".join(words) for words in parts if words]


def with_marks(template: Template) -> str:
    """The text of a template, with a mark where each expression stands."""
    return "".join(
        part if isinstance(part, str) else MARK.format(number)
        for number, part in enumerate(template.parts)
    )
