"""The receipt of a submission."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any

from engine.printing.contents import complete
from engine.printing.writable import writable

_TEMPLATE = Path(__file__).with_name("receipt.typ")
_one_at_a_time = Lock()


def receipt_pdf(content: Mapping[str, Any]) -> bytes:
    """Draw the receipt as a tagged PDF/UA-1; the same content gives the same bytes.

    `content`: `title`, `reference`, `received_at` (texts), `service` (`name`, `address`: lines,
    `email`, `phone`, `hours`), `summary` or `sections` (`title`, `rows` of `label`, `value` and
    `files`), `files` (`name`, `pages`, `size`, `hash`; without it, those of the rows),
    `attestations` (texts), `next` (a text or several), `language`, `accent` (`#rrggbb`),
    `labels` (see contents.LABELS). Any of them may be missing.
    Texts are shown as they are: nothing in them is ever read as code.
    """
    data = json.dumps(complete(writable(content)), ensure_ascii=False)
    with _one_at_a_time:
        drawn = _compiler().compile(
            format="pdf", pdf_standards="ua-1", sys_inputs={"content": data}
        )
    return drawn if isinstance(drawn, bytes) else b""


@cache
def _compiler() -> Any:
    """Make one compiler for the process: it reads nothing outside this folder nor of the system.

    The library is loaded when the first receipt is drawn: many processes never draw one.
    """
    return import_module("typst").Compiler(
        _TEMPLATE, root=_TEMPLATE.parent, ignore_system_fonts=True
    )
