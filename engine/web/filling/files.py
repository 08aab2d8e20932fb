"""Files of a draft, for their owner alone."""

from collections.abc import Iterator
from urllib.parse import quote

from flask import Response, current_app, request

from engine.services import reading_files
from engine.services.reading_files import KeptFile
from engine.web.filling.steps import opened_at
from engine.web.sessions import desk, visitor

CHUNK = 64 * 1024
SANDBOX = "default-src 'none'; sandbox"


def file(procedure: str, upload: str, key: str = "") -> Response:
    """A file as it was received, to be saved and not opened by the browser."""
    opened = opened_at(procedure, key)
    found = reading_files.file_of(desk(), visitor(), opened.draft.key, upload)
    response = streamed(found)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    return response


def thumbnail(procedure: str, upload: str, key: str = "") -> Response:
    """The small picture of an image, drawn again by us."""
    opened = opened_at(procedure, key)
    return streamed(reading_files.thumbnail_of(desk(), visitor(), opened.draft.key, upload))


def streamed(found: KeptFile) -> Response:
    """An answer read from the storage piece by piece."""

    def pieces() -> Iterator[bytes]:
        with found.stream as stream:
            while piece := stream.read(CHUNK):
                yield piece

    response = current_app.response_class(pieces(), mimetype=found.media_type)
    if request.method == "HEAD":
        found.stream.close()
    if found.size is not None:
        response.content_length = found.size
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "private, no-store"
    return response
