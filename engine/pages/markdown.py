"""Markdown that authors write, as HTML."""

from functools import cache, lru_cache
from importlib import import_module
from typing import Any


@cache
def _renderer() -> Any:
    """The renderer, loaded when the first text needs it.

    HTML in a text stays text; addresses such as javascript: are refused by the library.
    """
    return import_module("markdown_it").MarkdownIt("commonmark", {"html": False, "breaks": False})


@lru_cache(maxsize=2048)
def as_html(text: str) -> str:
    """The HTML of a Markdown text; safe to show as it is."""
    html: str = _renderer().render(text)
    return html
