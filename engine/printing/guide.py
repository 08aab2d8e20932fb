"""The guide of a site."""

from collections.abc import Mapping
from typing import Any

from engine.printing.contents import accent_of
from engine.printing.drawing import drawn
from engine.printing.writable import writable


def guide_pdf(content: Mapping[str, Any]) -> bytes:
    """Draw a guide as a tagged PDF/UA-1 with its table of contents.

    `content`: `title`, `site`, `language`, `accent` (`#rrggbb`), `opening` (texts), `labels`
    (`contents`, `empty`, `reach`, `step`, `page`), `service` (`name`, `address`: lines, `email`,
    `phone`, `hours`), and `chapters`, as engine.pages.guides makes them.
    """
    kept = writable(content)
    return drawn("guide.typ", {**kept, "accent": accent_of(kept.get("accent"))})
