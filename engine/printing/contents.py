"""What a receipt says, made whole: every text that the template reads is there."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from engine.i18n import gettext

ACCENT = "#0b5d66"
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "title": "Receipt",
        "reference": "Reference",
        "received_at": "Received on (Paris time)",
        "files": "Files received",
        "file": "File",
        "pages": "Pages",
        "size": "Size",
        "hash": "Fingerprint",
        "hash_help": "The fingerprint of a file changes as soon as the file does: "
        "it shows which one was received.",
        "attestations": "You declared",
        "next": "What happens next",
        "decision": "The decision on your request",
        "appeal": "If you disagree with the decision",
        "service": "Service in charge",
        "email": "E-mail",
        "phone": "Telephone",
        "page": "Page",
        "of": "of",
    }
)
"""The fixed words, in English; those of `content["labels"]` take their place."""

_SERVICE: Mapping[str, Any] = MappingProxyType(
    {"name": "", "address": (), "email": "", "phone": "", "hours": ""}
)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_FILE = ("name", "pages", "size", "hash")


def complete(content: Mapping[str, Any]) -> dict[str, Any]:
    """Give the content with everything that the template reads."""
    language = str(content.get("language", "fr"))
    sections = content.get("summary") or content.get("sections") or []
    labels = _labels(language) | dict(content.get("labels") or {})
    return {
        "title": str(content.get("title") or "").strip() or labels["title"],
        "language": language if _LANGUAGE.fullmatch(language) else "fr",
        "accent": accent_of(content.get("accent")),
        "labels": labels,
        "service": {**_SERVICE, **(content.get("service") or {})},
        "next": _several(content.get("next")),
        "decision": _decision(content.get("decision")),
        **{name: content.get(name) or "" for name in ("reference", "received_at")},
        "attestations": content.get("attestations") or [],
        "summary": [_section(section, language) for section in sections],
        "files": [_file(file) for file in content.get("files") or _files(sections)],
    }


def _decision(given: Mapping[str, Any] | None) -> dict[str, list[str]]:
    said = given or {}
    return {name: [_text(one) for one in said.get(name) or ()] for name in ("lines", "appeal")}


def _several(given: str | Sequence[str] | None) -> list[str]:
    return [given] if isinstance(given, str) else list(given or ())


def accent_of(colour: object) -> str:
    """Give a colour written `#rrggbb`; that of the product in place of anything else."""
    return colour if isinstance(colour, str) and _COLOUR.fullmatch(colour) else ACCENT


def _labels(language: str) -> dict[str, str]:
    return {name: gettext(language, message) for name, message in LABELS.items()}


def _section(section: Mapping[str, Any], language: str) -> dict[str, Any]:
    rows = [
        {
            "label": _text(row.get("label")),
            "value": "" if row.get("grid") else _answer(row),
            "lines": _rows(row.get("grid")) or _lines(row.get("amount"), language),
        }
        for row in section.get("rows") or ()
    ]
    return {"title": _text(section.get("title")), "rows": rows}


def _rows(table: Mapping[str, Any] | None) -> list[dict[str, str]]:
    """The rows of a small table, each a line: its last cell stands on the right."""
    if not table:
        return []
    head = ("", table["columns"])
    return [_row(name, cells) for name, cells in (head, *table["rows"])]


def _row(name: str, cells: Sequence[str]) -> dict[str, str]:
    *before, last = [_text(one) for one in cells] or [""]
    words = ", ".join(one for one in (_text(name), *before) if one)
    return {"text": words, "value": last, "note": ""}


def _lines(amount: Mapping[str, Any] | None, language: str) -> list[dict[str, str]]:
    """How an amount was worked out, line by line."""
    if not amount:
        return []
    legal = _text(amount.get("legal"))
    source = f"{gettext(language, 'Legal source:')} {legal}"
    heads = [amount.get("rule"), *(amount.get("changes") or ())]
    return [
        *({"text": _text(one), "value": "", "note": ""} for one in heads if one),
        *(
            {
                "text": _text(line.get("label")),
                "value": _text(line.get("value")),
                "note": _text(line.get("note")),
            }
            for line in amount.get("lines") or ()
        ),
        *([{"text": source, "value": "", "note": ""}] if legal else []),
    ]


def _answer(row: Mapping[str, Any]) -> str:
    names = [_text(file.get("name")) for file in row.get("files") or ()]
    return _text(row.get("value")) or "\n".join(names)


def _files(sections: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Gather the files of all answers."""
    rows = [row for section in sections for row in section.get("rows") or ()]
    return [file for row in rows for file in row.get("files") or ()]


def _file(file: Mapping[str, Any]) -> dict[str, str]:
    return {name: _text(file.get(name)) for name in _FILE}


def _text(value: object) -> str:
    return "" if value is None else str(value)
