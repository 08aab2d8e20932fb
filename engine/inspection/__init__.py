"""What a received file is: its type by content, its pages or size, a small picture of it.

The libraries that open files are loaded when the first file comes.
"""

from importlib import import_module
from typing import IO

from engine.inspection.scanning import ScannerError, virus_in
from engine.inspection.verdict import ACCEPTED, MEDIA_TYPES, Inspected

__all__ = [
    "ACCEPTED", "MEDIA_TYPES", "Inspected", "ScannerError", "inspect", "thumbnail", "virus_in",
]  # fmt: skip


def inspect(stream: IO[bytes], name: str, accepted: frozenset[str] = ACCEPTED) -> Inspected:
    """Say what the file is, by its content alone, and leave the stream at its start.

    `accepted` names kinds as the definitions do: `pdf`, `jpeg`, `png`. Raises InputError with
    the key `empty`, `type`, `broken`, `encrypted` or `too_many_pixels`; `name` is in its values.
    """
    found: Inspected = import_module("engine.inspection.inspecting").inspect(stream, name, accepted)
    return found


def thumbnail(stream: IO[bytes], media_type: str) -> bytes | None:
    """A small picture of an image, drawn again as JPEG; None for what cannot be drawn."""
    drawn: bytes | None = import_module("engine.inspection.images").thumbnail(stream, media_type)
    return drawn
