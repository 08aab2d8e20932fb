"""Templates drawn once, with places left to fill: a request only joins texts.

A slot is printed by a template like any text, and never tested; it stands between two
characters that no text of ours may hold (they belong to no script: Unicode, private use).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

OPEN, CLOSE = "\ue000", "\ue001"
SLOT = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to fill: what it shows, of which control, which option."""

    kind: str
    name: str = ""
    option: str = ""


Piece = str | Slot


def slot(kind: str, name: str = "", option: str = "") -> Markup:
    """A place to fill later, as a template prints it."""
    return Markup(f"{OPEN}{kind}\t{name}\t{option}{CLOSE}")  # noqa: S704


def pieces_of(drawn: str) -> tuple[Piece, ...]:
    """What was drawn, cut at its slots."""
    parts = SLOT.split(drawn)
    return tuple(
        Slot(*part.split("\t")) if index % 2 else part for index, part in enumerate(parts) if part
    )


def filled(pieces: tuple[Piece, ...], fill: Callable[[Slot], str]) -> str:
    """The pieces joined, each slot filled."""
    return "".join([piece if isinstance(piece, str) else fill(piece) for piece in pieces])
