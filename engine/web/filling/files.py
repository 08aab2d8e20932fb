"""Files of a draft, for their owner alone."""

from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import quote

from flask import Response, current_app

from engine.database import uploads
from engine.errors import NotFoundError
from engine.web.filling.steps import opened_at
from engine.web.sessions import desk, visitor

CHUNK = 64 * 1024
SANDBOX = "default-src 'none'; sandbox"


def file(procedure: str, key: str, upload: str) -> Response:
    """A file as it was received, to be saved and not opened by the browser."""
    opened_at(procedure, key)
    found = uploads.load(desk().database, upload, visitor().owner)
    if found.draft != key:
        raise NotFoundError(upload)
    response = streamed(desk().storage.open(found.storage_key), found.media_type, found.size)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    return response


def thumbnail(procedure: str, key: str, upload: str) -> Response:
    """The small picture of an image, drawn again by us."""
    opened_at(procedure, key)
    found = uploads.load(desk().database, upload, visitor().owner)
    if found.draft != key or found.thumbnail_key is None:
        raise NotFoundError(upload)
    return streamed(desk().storage.open(found.thumbnail_key), "image/jpeg", None)


def streamed(stream: BinaryIO, media_type: str, size: int | None) -> Response:
    """An answer read from the storage piece by piece."""

    def pieces() -> Iterator[bytes]:
        with stream:
            while piece := stream.read(CHUNK):
                yield piece

    response = current_app.response_class(pieces(), mimetype=media_type)
    if size is not None:
        response.content_length = size
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "private, no-store"
    return response
