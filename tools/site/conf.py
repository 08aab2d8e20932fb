"""How Sphinx makes a site of `docs/`: plain Markdown in, pages with navigation and search out."""

import re
from typing import Any

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

project = "Guichet"
html_title = "Guichet"
extensions = ["myst_parser"]
root_doc = "index"
exclude_patterns = ["authors/coverage", "authors/examples"]
myst_heading_anchors = 3
# The page of each type, function and diagnostic is reached from its index: two hundred lines more
# in the navigation of every page would help nobody.
suppress_warnings = ["toc.not_included"]
html_theme = "furo"
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0b5e63", "color-brand-content": "#0b5e63"},
    "dark_css_variables": {"color-brand-primary": "#6fc7cc", "color-brand-content": "#6fc7cc"},
}
html_show_sphinx = False
html_copy_source = False
html_last_updated_fmt = None
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
LINE = re.compile(r"^- \[[^\]]+\]\(([^)#]+)\.md\)", re.MULTILINE)


def add_navigation(app: Sphinx, page: str, source: list[str]) -> None:
    """Give the first page a hidden table of contents for each of its lists of links."""
    if page != app.config.root_doc:
        return
    _, *parts = HEADING.split(source[0])
    for title, text in zip(parts[::2], parts[1::2], strict=True):
        pages = "\n".join(LINE.findall(text))
        if pages:
            source[0] += f"\n```{{toctree}}\n:hidden:\n:caption: {title}\n\n{pages}\n```\n"


def setup(app: Sphinx) -> dict[str, Any]:
    """What Sphinx calls first."""
    app.add_lexer("csv", TextLexer)
    app.connect("source-read", add_navigation)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
