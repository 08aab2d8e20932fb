"""Drafts belong to one person, and no save is lost unseen."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from engine.database import Database, drafts, uploads
from engine.database.drafts import DraftChangedError, DraftSubmittedError
from engine.errors import NotFoundError
from tests.database.samples import a_draft, an_upload, sent

NOW = datetime(2025, 3, 12, 11, 0, 0, 123456, UTC)
LATER = NOW + timedelta(minutes=3)


def test_a_draft_comes_back_as_it_was_kept(database: Database) -> None:
    answers = {"z": 1, "a": ["é", None, True], "m": {"b": "\0", "a": "🦋"}}

    draft = drafts.create(database, "owner", "depot", 2, answers, NOW)

    loaded = drafts.load(database, draft.key, "owner")
    assert loaded == draft
    assert list(loaded.answers) == ["z", "a", "m"]
    assert loaded.created_at == NOW
    assert loaded.created_at.tzinfo is UTC


def test_the_key_of_a_draft_cannot_be_guessed(database: Database) -> None:
    keys = {a_draft(database).key for _ in range(20)}

    assert len(keys) == 20
    assert {len(key) for key in keys} == {22}


def test_a_save_gives_the_next_revision(database: Database) -> None:
    draft = a_draft(database)

    saved = drafts.save(database, draft, {"n": 2}, {"x": ["y"]}, {"n": "1"}, LATER)

    assert drafts.load(database, draft.key, draft.owner) == saved
    assert (saved.revision, saved.changed_at) == (draft.revision + 1, LATER)
    assert (saved.answers, saved.typed, saved.stamps) == ({"n": 2}, {"x": ["y"]}, {"n": "1"})


def test_a_save_on_an_older_revision_is_refused(database: Database) -> None:
    draft = a_draft(database)
    saved = drafts.save(database, draft, {"n": 2}, {}, {}, LATER)

    with pytest.raises(DraftChangedError):
        drafts.save(database, draft, {"n": 3}, {}, {}, LATER)

    assert drafts.load(database, draft.key, draft.owner) == saved


def test_of_several_savers_one_wins(database: Database) -> None:
    draft = a_draft(database)
    outcomes: list[str] = []

    def save(number: int) -> None:
        try:
            drafts.save(database, draft, {"n": number}, {}, {}, LATER)
            outcomes.append("saved")
        except DraftChangedError:
            outcomes.append("refused")
        database.close()

    in_threads(save, 8)

    assert sorted(outcomes) == ["refused"] * 7 + ["saved"]


def test_nobody_else_reaches_a_draft(database: Database) -> None:
    draft = a_draft(database)
    stranger = drafts.Draft(draft.key, "stranger", "depot", 1, {}, {}, {}, 1, NOW, NOW)

    attempts: list[Any] = [
        lambda: drafts.load(database, draft.key, "stranger"),
        lambda: drafts.save(database, stranger, {}, {}, {}, LATER),
        lambda: drafts.delete(database, draft.key, "stranger"),
        lambda: uploads.add(database, an_upload(stranger)),
    ]

    for attempt in attempts:
        with pytest.raises(NotFoundError):
            attempt()
    assert drafts.list_all(database, "stranger") == []
    assert drafts.load(database, draft.key, draft.owner) == draft


def test_a_draft_sent_changes_no_more(database: Database) -> None:
    draft = a_draft(database)
    upload = an_upload(draft)
    uploads.add(database, upload)
    sent(database, draft)

    attempts: list[Any] = [
        lambda: drafts.save(database, draft, {}, {}, {}, LATER),
        lambda: drafts.delete(database, draft.key, draft.owner),
        lambda: uploads.add(database, an_upload(draft)),
        lambda: uploads.delete(database, upload.id, draft.owner),
    ]

    for attempt in attempts:
        with pytest.raises(DraftSubmittedError):
            attempt()


def test_the_list_shows_the_last_changed_first(database: Database) -> None:
    old, gone, new = (a_draft(database, NOW + timedelta(days=day)) for day in range(3))
    a_draft(database, owner="someone else")
    sent(database, gone)

    found = drafts.list_open(database, old.owner)

    assert [draft.key for draft in found] == [new.key, old.key]
    assert [draft.key for draft in drafts.list_all(database, old.owner)] == [
        new.key, gone.key, old.key,
    ]  # fmt: skip


def test_deleting_a_draft_gives_the_files_to_delete(database: Database) -> None:
    draft = a_draft(database)
    uploads.add(database, an_upload(draft, storage_key="one", thumbnail_key="two"))
    uploads.add(database, an_upload(draft, storage_key="three"))

    files = drafts.delete(database, draft.key, draft.owner)

    assert sorted(files) == ["one", "three", "two"]
    assert uploads.list_of(database, draft.key, draft.owner) == []
    assert drafts.list_all(database, draft.owner) == []


def test_a_draft_that_is_held_waits_for_the_end_of_the_transaction(database: Database) -> None:
    draft = a_draft(database)
    order: list[str] = []
    held = threading.Event()

    def save() -> None:
        held.wait(5)
        with pytest.raises(DraftChangedError):
            drafts.save(database, draft, {"n": 1}, {}, {}, LATER)
        order.append("other")
        database.close()

    other = threading.Thread(target=save)
    other.start()
    with database.transaction():
        drafts.hold(database, draft.key, draft.owner)
        held.set()
        other.join(0.2)
        order.append("holder")
        drafts.save(database, draft, {"n": 2}, {}, {}, LATER)
    other.join(10)

    assert order == ["holder", "other"]


def in_threads(action: Any, number: int) -> None:
    threads = [threading.Thread(target=action, args=(index,)) for index in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
