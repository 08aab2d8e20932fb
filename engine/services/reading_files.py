"""Files of a draft, read again by their owner alone."""

from dataclasses import dataclass
from typing import BinaryIO

from engine.database import uploads
from engine.errors import NotFoundError
from engine.services.desk import Desk, Visitor


@dataclass(frozen=True)
class KeptFile:
    """A file that was received: what it is, and a stream of its bytes, to be closed."""

    name: str
    media_type: str
    size: int | None
    stream: BinaryIO


def file_of(desk: Desk, visitor: Visitor, draft: str, upload: str) -> KeptFile:
    """A file as it was received; raises NotFoundError when it is not of this draft."""
    found = uploads.load(desk.database, upload, visitor.owner)
    if found.draft != draft:
        raise NotFoundError(upload)
    return KeptFile(found.name, found.media_type, found.size, desk.storage.open(found.storage_key))


def thumbnail_of(desk: Desk, visitor: Visitor, draft: str, upload: str) -> KeptFile:
    """The small picture of an image; raises NotFoundError when there is none."""
    found = uploads.load(desk.database, upload, visitor.owner)
    if found.draft != draft or found.thumbnail_key is None:
        raise NotFoundError(upload)
    return KeptFile(found.name, "image/jpeg", None, desk.storage.open(found.thumbnail_key))
