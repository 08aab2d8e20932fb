"""The receipt of a submission."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any

import typst

from engine.i18n import gettext
from engine.printing.writable import writable

ACCENT = "#0b5d66"
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "title": "Receipt",
        "reference": "Reference",
        "received_at": "Received on",
        "files": "Files received",
        "file": "File",
        "pages": "Pages",
        "size": "Size",
        "hash": "Fingerprint",
        "hash_help": "The fingerprint of a file changes as soon as the file does: "
        "it shows which one was received.",
        "attestations": "You declared",
        "next": "What happens next",
        "service": "Service in charge",
        "email": "E-mail",
        "phone": "Telephone",
        "page": "Page",
        "of": "of",
    }
)
"""The fixed words, in English; those of `content["labels"]` take their place."""

_SERVICE: Mapping[str, Any] = MappingProxyType(
    {"name": "", "address": (), "email": "", "phone": ""}
)
_TEMPLATE = Path(__file__).with_name("receipt.typ")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_one_at_a_time = Lock()


def receipt_pdf(content: Mapping[str, Any]) -> bytes:
    """Draw the receipt as a tagged PDF/UA-1; the same content gives the same bytes.

    `content`: `title`, `reference`, `received_at` (texts), `service` (`name`, `address`: lines,
    `email`, `phone`), `summary` (sections: `title`, `rows` of `label` and `value`), `files`
    (`name`, `pages`, `size`, `hash`: texts), `attestations` (texts), `next` (a text or several),
    `language`, `accent` (`#rrggbb`), `labels` (see LABELS). Any of them may be missing.
    Texts are shown as they are: nothing in them is ever read as code.
    """
    data = json.dumps(_complete(writable(content)), ensure_ascii=False)
    with _one_at_a_time:
        drawn = _compiler().compile(
            format="pdf", pdf_standards="ua-1", sys_inputs={"content": data}
        )
    return drawn if isinstance(drawn, bytes) else b""


def _complete(content: Mapping[str, Any]) -> dict[str, Any]:
    language = str(content.get("language", "fr"))
    labels = _labels(language) | dict(content.get("labels") or {})
    return {
        "title": str(content.get("title") or "").strip() or labels["title"],
        "language": language if _LANGUAGE.fullmatch(language) else "fr",
        "accent": _accent(content.get("accent")),
        "labels": labels,
        "service": {**_SERVICE, **(content.get("service") or {})},
        "next": _several(content.get("next")),
        **{name: content.get(name) or "" for name in ("reference", "received_at")},
        **{name: content.get(name) or [] for name in ("summary", "files", "attestations")},
    }


def _several(given: str | Sequence[str] | None) -> list[str]:
    return [given] if isinstance(given, str) else list(given or ())


def _accent(colour: object) -> str:
    return colour if isinstance(colour, str) and _COLOUR.fullmatch(colour) else ACCENT


def _labels(language: str) -> dict[str, str]:
    return {name: gettext(language, message) for name, message in LABELS.items()}


@cache
def _compiler() -> typst.Compiler:
    """Make one compiler for the process: it reads nothing outside this folder nor of the system."""
    return typst.Compiler(_TEMPLATE, root=_TEMPLATE.parent, ignore_system_fonts=True)
