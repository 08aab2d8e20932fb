"""Markdown that authors write, as HTML."""

from functools import lru_cache

from markdown_it import MarkdownIt

# HTML in the text stays text; addresses such as javascript: are refused by the library.
_RENDERER = MarkdownIt("commonmark", {"html": False, "breaks": False})


@lru_cache(maxsize=2048)
def as_html(text: str) -> str:
    """The HTML of a Markdown text; safe to show as it is."""
    html: str = _RENDERER.render(text)
    return html
