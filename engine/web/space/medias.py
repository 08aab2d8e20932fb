"""Pictures, videos and captions of a site, in the folder `medias` of its definitions."""

from pathlib import Path

from flask import Response, send_from_directory
from werkzeug.security import safe_join

from engine.errors import NotFoundError
from engine.web.sessions import desk

MEDIAS = "/medias/"
KINDS = {
    ".webm": "video/webm",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".pdf": "application/pdf",
}
KEPT_SECONDS = 3600


def folder() -> Path:
    """Where the files are."""
    return desk().settings.forms.resolve() / "medias"


def is_there(name: str) -> bool:
    """Whether a file can be shown."""
    path = safe_join(str(folder()), name)
    return path is not None and Path(path).suffix in KINDS and Path(path).is_file()


def media(name: str) -> Response:
    """A file; a browser may ask for a part of it, as it does of videos."""
    if not is_there(name):
        raise NotFoundError(name)
    response = send_from_directory(folder(), name, conditional=True, max_age=KEPT_SECONDS)
    response.headers["Content-Type"] = KINDS[Path(name).suffix]
    return response
