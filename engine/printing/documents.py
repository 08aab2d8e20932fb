"""A document made of the answers of a submission."""

from collections.abc import Mapping
from typing import Any

from engine.i18n import gettext
from engine.printing.contents import complete
from engine.printing.drawing import drawn
from engine.printing.writable import writable

LABELS: Mapping[str, str] = {
    "number": "Number",
    "reference": "Reference of the submission",
    "received_at": "Received on (Paris time)",
    "totals": "Total",
}


def document_pdf(content: Mapping[str, Any]) -> bytes:
    """Draw a document as a tagged PDF/UA-1; the same content gives the same bytes.

    `content`: `title`, `number`, `reference`, `received_at`, `service` as that of a receipt,
    `lines` and `totals` (`label`, `value`), `table` (`title`, `columns`, `rows`: texts) or None,
    `note`, `language`, `accent`. Texts are shown as they are.
    """
    known = writable(content)
    whole = complete(known)
    language = whole["language"]
    labels = {name: gettext(language, message) for name, message in LABELS.items()}
    return drawn(
        "document.typ",
        {
            **whole,
            "labels": {**whole["labels"], **labels},
            "number": str(known.get("number") or ""),
            "lines": list(known.get("lines") or ()),
            "totals": list(known.get("totals") or ()),
            "table": known.get("table") or {"title": "", "columns": [], "rows": []},
            "note": str(known.get("note") or ""),
        },
    )
