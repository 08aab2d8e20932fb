"""What is said of a file once it was looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.inspection import kinds

MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {"pdf": kinds.PDF, "jpeg": kinds.JPEG, "png": kinds.PNG}
)
"""What the definition language calls a kind of file, and its media type."""

ACCEPTED = frozenset(MEDIA_TYPES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """What a file was found to be; an image has one page and a size in pixels, a PDF has none."""

    media_type: str
    pages: int
    width: int | None = None
    height: int | None = None
