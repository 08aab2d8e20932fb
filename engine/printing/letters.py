"""The letters that bear the codes of invitations: one page a person, to be put in envelopes."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import segno

from engine.printing.contents import accent_of
from engine.printing.drawing import drawn
from engine.printing.writable import writable

QUIET_ZONE = 4


def letters_pdf(content: Mapping[str, Any]) -> bytes:
    """Draw letters as a tagged PDF/UA-1 of one page each.

    `content`: `title`, `language`, `accent`, `service` (`name`, `address`: lines, `email`,
    `phone`, `hours`), `address` (where to go, as it is shown), `link` (what the QR code says:
    never a code), `labels` (the fixed texts, see services.letters), `letters`: `to` (lines),
    `reference`, `code`, `until`.
    """
    kept = writable(content)
    kept["accent"] = accent_of(kept.get("accent"))
    kept["qr"] = qr_svg(str(content["link"]))
    return drawn("letter.typ", kept)


def qr_svg(address: str) -> str:
    """A QR code as SVG."""
    kept = BytesIO()
    segno.make(address, error="m", micro=False).save(kept, kind="svg", border=QUIET_ZONE)
    return kept.getvalue().decode()
