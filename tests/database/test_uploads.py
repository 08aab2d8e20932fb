"""Uploads belong to a draft and to its owner."""

from datetime import timedelta

import pytest

from engine.database import Database, uploads
from engine.errors import NotFoundError
from tests.database.samples import NOW, a_draft, an_upload


def test_an_upload_comes_back_as_it_was_kept(database: Database) -> None:
    draft = a_draft(database)
    upload = an_upload(draft, pages=3, width=20, height=30, thumbnail_key="small")

    uploads.add(database, upload)

    assert uploads.load(database, upload.id, draft.owner) == upload
    assert uploads.list_of(database, draft.key, draft.owner) == [upload]


def test_uploads_are_in_the_order_in_which_they_came(database: Database) -> None:
    draft = a_draft(database)
    late = an_upload(draft, received_at=NOW + timedelta(microseconds=2))
    early = an_upload(draft, received_at=NOW + timedelta(microseconds=1))

    for upload in (late, early):
        uploads.add(database, upload)

    assert uploads.list_of(database, draft.key, draft.owner) == [early, late]


def test_a_deleted_upload_is_given_back(database: Database) -> None:
    draft = a_draft(database)
    upload = an_upload(draft)
    uploads.add(database, upload)

    deleted = uploads.delete(database, upload.id, draft.owner)

    assert deleted == upload
    assert uploads.list_of(database, draft.key, draft.owner) == []
    with pytest.raises(NotFoundError):
        uploads.delete(database, upload.id, draft.owner)


def test_nobody_else_reaches_an_upload(database: Database) -> None:
    draft = a_draft(database)
    upload = an_upload(draft)
    uploads.add(database, upload)

    for attempt in (uploads.load, uploads.delete):
        with pytest.raises(NotFoundError):
            attempt(database, upload.id, "stranger")

    assert uploads.list_of(database, draft.key, "stranger") == []
    assert uploads.find_same(database, upload.sha256, "stranger", NOW) == []
    assert uploads.load(database, upload.id, draft.owner) == upload


def test_the_same_bytes_are_found_again(database: Database) -> None:
    draft = a_draft(database)
    upload = an_upload(draft)
    uploads.add(database, upload)
    uploads.add(database, an_upload(draft, sha256="1" * 64))

    assert uploads.find_same(database, upload.sha256, draft.owner, NOW) == [upload]
    assert uploads.find_same(database, upload.sha256, draft.owner, NOW + timedelta(days=1)) == []
