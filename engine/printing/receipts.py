"""The receipt of a submission."""

from collections.abc import Mapping
from typing import Any

from engine.printing.contents import complete
from engine.printing.drawing import drawn
from engine.printing.writable import writable


def receipt_pdf(content: Mapping[str, Any]) -> bytes:
    """Draw the receipt as a tagged PDF/UA-1; the same content gives the same bytes.

    `content`: `title`, `reference`, `received_at` (texts), `service` (`name`, `address`: lines,
    `email`, `phone`, `hours`), `summary` or `sections` (`title`, `rows` of `label`, `value` and
    `files`), `files` (`name`, `pages`, `size`, `hash`; without it, those of the rows),
    `attestations` (texts), `decision` (`lines`, `appeal`: texts), `next` (a text or several),
    `language`, `accent` (`#rrggbb`), `labels` (see contents.LABELS). Any of them may be missing.
    Texts are shown as they are: nothing in them is ever read as code.
    """
    return drawn("receipt.typ", complete(writable(content)))
