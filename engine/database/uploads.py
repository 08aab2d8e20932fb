"""Uploads: the files received for a draft. Every function names their owner."""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from engine.database import drafts, tables
from engine.database.connection import Database
from engine.errors import NotFoundError


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
        database.run(tables.Upload.insert(asdict(upload)))


def load(database: Database, upload_id: str, owner: str) -> Upload:
    """The upload of that owner; that of someone else does not exist."""
    table = tables.Upload
    for upload in _where(database, (table.id == upload_id) & (table.owner == owner)):
        return upload
    raise NotFoundError("upload")


def list_of(database: Database, draft: str, owner: str) -> list[Upload]:
    """The uploads of a draft, in the order in which they came."""
    table = tables.Upload
    return _where(database, (table.draft == draft) & (table.owner == owner))


def find_same(database: Database, sha256: str, owner: str, since: datetime) -> list[Upload]:
    """The files with the same bytes that the person gave since a time."""
    table = tables.Upload
    same = (table.owner == owner) & (table.sha256 == sha256) & (table.received_at >= since)
    return _where(database, same)


def delete(database: Database, upload_id: str, owner: str) -> Upload:
    """Forget an upload of an open draft; gives it, for its stored files to be deleted."""
    table = tables.Upload
    with database.transaction():
        upload = load(database, upload_id, owner)
        drafts.hold(database, upload.draft, owner)
        if not database.run(table.delete().where((table.id == upload_id) & (table.owner == owner))):
            raise NotFoundError("upload")
    return upload


def _where(database: Database, condition: Any) -> list[Upload]:
    table = tables.Upload
    query = table.select().where(condition).order_by(table.received_at, table.id)
    return [Upload(**row) for row in database.run(query.dicts())]
