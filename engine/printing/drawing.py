"""Draws a paper from its template and what it says: a tagged PDF/UA-1."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any

_FOLDER = Path(__file__).parent
_one_at_a_time = Lock()


def drawn(template: str, content: Mapping[str, Any]) -> bytes:
    """Draw a template of this folder; the same content gives the same bytes.

    Texts are shown as they are: nothing in them is ever read as code.
    """
    data = json.dumps(content, ensure_ascii=False)
    with _one_at_a_time:
        pdf = _compiler(template).compile(
            format="pdf", pdf_standards="ua-1", sys_inputs={"content": data}
        )
    return pdf if isinstance(pdf, bytes) else b""


@cache
def _compiler(template: str) -> Any:
    """Make one compiler for the process: it reads nothing outside this folder nor of the system.

    The library is loaded when the first paper is drawn: many processes never draw one.
    """
    return import_module("typst").Compiler(
        _FOLDER / template, root=_FOLDER, ignore_system_fonts=True
    )
