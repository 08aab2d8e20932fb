"""Uploads: the files received for a draft. Every function names their owner."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.database import drafts
from engine.database.columns import time_kept, time_of
from engine.database.connection import Database
from engine.errors import NotFoundError

NAMES = (
    "id", "draft", "owner", "field", "name", "media_type", "size", "sha256", "storage_key",
    "pages", "width", "height", "thumbnail_key",
)  # fmt: skip
INSERT = (
    "INSERT INTO upload (id, draft_id, owner, field, name, media_type, size, sha256, storage_key,"
    " pages, width, height, thumbnail_key, received_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
SELECT = (
    "SELECT id, draft_id, owner, field, name, media_type, size, sha256, storage_key,"
    " pages, width, height, thumbnail_key, received_at FROM upload"
)
OF_ID = " WHERE id = ? AND owner = ?"
OF_DRAFT = " WHERE draft_id = ? AND owner = ? ORDER BY received_at, id"
OF_DIGEST = " WHERE sha256 = ? AND owner = ? AND received_at >= ? ORDER BY received_at, id"
DELETE = "DELETE FROM upload WHERE id = ? AND owner = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file received: what it is, and under which keys its bytes are stored."""

    id: str
    draft: str
    owner: str
    field: str
    name: str
    media_type: str
    size: int
    sha256: str
    storage_key: str
    received_at: datetime
    pages: int | None = None
    width: int | None = None
    height: int | None = None
    thumbnail_key: str | None = None


def new_id() -> str:
    """An id for an upload, which nobody can guess."""
    return secrets.token_urlsafe(16)


def add(database: Database, upload: Upload) -> None:
    """Keep a file received for an open draft of its owner."""
    with database.transaction():
        drafts.hold(database, upload.draft, upload.owner)
        values = [getattr(upload, name) for name in NAMES]
        database.change(INSERT, *values, time_kept(upload.received_at))


def load(database: Database, upload_id: str, owner: str) -> Upload:
    """The upload of that owner; that of someone else does not exist."""
    for row in database.rows(SELECT + OF_ID, upload_id, owner):
        return _upload(row)
    raise NotFoundError("upload")


def list_of(database: Database, draft: str, owner: str) -> list[Upload]:
    """The uploads of a draft, in the order in which they came."""
    return [_upload(row) for row in database.rows(SELECT + OF_DRAFT, draft, owner)]


def find_same(database: Database, sha256: str, owner: str, since: datetime) -> list[Upload]:
    """The files with the same bytes that the person gave since a time."""
    rows = database.rows(SELECT + OF_DIGEST, sha256, owner, time_kept(since))
    return [_upload(row) for row in rows]


def hand_over(database: Database, owner: str, to: str) -> None:
    """Make all the uploads of an owner those of another one."""
    database.change("UPDATE upload SET owner = ? WHERE owner = ?", to, owner)


def delete(database: Database, upload_id: str, owner: str) -> Upload:
    """Forget an upload of an open draft; gives it, for its stored files to be deleted."""
    with database.transaction():
        upload = load(database, upload_id, owner)
        drafts.hold(database, upload.draft, owner)
        if not database.change(DELETE, upload_id, owner):
            raise NotFoundError("upload")
    return upload


def _upload(row: tuple[Any, ...]) -> Upload:
    *values, received_at = row
    return Upload(**dict(zip(NAMES, values, strict=True)), received_at=time_of(received_at))
